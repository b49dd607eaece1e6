import { randomUUID } from 'node:crypto';
import type { ChatMember, Message, MessageEntity, Update } from 'grammy/types';
import { BotApiError, badRequest } from './errors.ts';
import { Groups } from './groups.ts';
import { asUser, type Person } from './people.ts';
import { type BotOptions, type Chat, type TelegramWorld, unixNow } from './world.ts';

type Ref = number | string;
type PrivateMessage = Message & Update.NonChannel;

/** Identifier of a bot: the part of its token before the colon. */
export function botId(bot: BotOptions): number {
  return Number(bot.token.split(':')[0]);
}

/** What people do in a chat with a bot, and what the bot is allowed to do there. */
export class Chats {
  readonly #world: TelegramWorld;
  /** The texts shown to people by answered callback queries. */
  readonly callbackAnswers = new Map<string, string>();
  readonly groups: Groups;

  constructor(world: TelegramWorld) {
    this.#world = world;
    this.groups = new Groups(world);
  }

  /** The person types a text to the bot (`/start abc`, `/paysupport`, …). */
  say(bot: string, ref: Ref, text: string): void {
    const person = this.#world.person(ref);
    const chat = this.#world.chat(bot, person.id);
    if (chat.blocked) this.setBlocked(bot, ref, false);
    chat.started = true;
    chat.writeAccess = true;
    const command = /^\/\w+/.exec(text)?.[0];
    const entities: MessageEntity[] = command
      ? [{ type: 'bot_command', offset: 0, length: command.length }]
      : [];
    this.serviceMessage(bot, person, { text, ...(command && { entities }) });
  }

  /** Adds a message of the person to the chat and tells the bot. Used for service messages as well. */
  serviceMessage(bot: string, person: Person, content: Partial<Message>): PrivateMessage {
    const message = {
      message_id: this.#world.nextMessageId(),
      date: unixNow(),
      from: asUser(person),
      chat: privateChat(person),
      ...content,
    } as PrivateMessage; // Message spells out the absent fields of every other kind
    this.#world.chat(bot, person.id).messages.push(message);
    this.#world.queue(bot).push({ message });
    this.#world.changed();
    return message;
  }

  /** The person presses a button with callback data under one of the bot's messages. */
  press(bot: string, ref: Ref, messageId: number, data: string): void {
    const person = this.#world.person(ref);
    const message = this.find(bot, person.id, messageId);
    this.#world.queue(bot).push({
      callback_query: {
        id: randomUUID(),
        from: asUser(person),
        chat_instance: chatInstance(person.id),
        message,
        data,
      },
    });
  }

  /** Blocks or unblocks the bot, which gets `my_chat_member`. */
  setBlocked(bot: string, ref: Ref, blocked: boolean): void {
    const person = this.#world.person(ref);
    const chat = this.#world.chat(bot, person.id);
    if (chat.blocked === blocked) return;
    chat.blocked = blocked;
    const user = this.asBotUser(bot);
    const asMember = (is: boolean): ChatMember =>
      is ? { status: 'kicked', user, until_date: 0 } : { status: 'member', user };
    this.#world.queue(bot).push({
      my_chat_member: {
        chat: privateChat(person),
        from: asUser(person),
        date: unixNow(),
        old_chat_member: asMember(!blocked),
        new_chat_member: asMember(blocked),
      },
    });
    this.#world.changed();
  }

  /** The answer to the app's request for write access. */
  setWriteAccess(bot: string, ref: Ref, allowed: boolean): void {
    const person = this.#world.person(ref);
    const chat = this.#world.chat(bot, person.id);
    const isNew = allowed && !chat.writeAccess;
    chat.writeAccess = allowed;
    if (isNew) {
      this.serviceMessage(bot, person, { write_access_allowed: { from_request: true } });
    }
    this.#world.changed();
  }

  /** Joins or leaves a channel (`@name` or numeric id). */
  setMembership(channel: string, ref: Ref, isMember: boolean): void {
    const { id } = this.#world.person(ref);
    const others = (this.#world.data.members[channel] ?? []).filter((member) => member !== id);
    this.#world.data.members[channel] = isMember ? [...others, id] : others;
    this.#world.changed();
  }

  isMember(channel: string, userId: number): boolean {
    return this.#world.data.members[channel]?.includes(userId) ?? false;
  }

  messages(bot: string, ref: Ref): readonly Message[] {
    return this.#world.chat(bot, this.#world.person(ref).id).messages;
  }

  /** The bot writes a message; refused as by Telegram when it may not. */
  botWrites(bot: string, chatId: Ref, content: Partial<Message>): Message {
    const group = this.groups.find(chatId);
    if (group) return this.groups.add(group, { from: this.asBotUser(bot), ...content });
    const person = this.#world.person(chatId);
    this.writable(bot, person.id);
    const message = {
      message_id: this.#world.nextMessageId(),
      date: unixNow(),
      from: this.asBotUser(bot),
      chat: privateChat(person),
      ...content,
    } as Message; // as above
    this.#world.chat(bot, person.id).messages.push(message);
    this.#world.changed();
    return message;
  }

  /** @throws BotApiError 403 when the person blocked the bot or never spoke to it. */
  writable(bot: string, userId: number): Chat {
    const chat = this.#world.chat(bot, userId);
    if (chat.blocked) throw new BotApiError(403, 'Forbidden: bot was blocked by the user');
    if (!chat.writeAccess && !chat.started) {
      throw new BotApiError(403, "Forbidden: bot can't initiate conversation with a user");
    }
    return chat;
  }

  find(bot: string, userId: number, messageId: number): Message {
    const { messages } = this.#world.chat(bot, userId);
    const message = messages.find((m) => m.message_id === messageId);
    if (!message) throw badRequest('message to edit not found');
    return message;
  }

  remove(bot: string, userId: number, messageId: number): void {
    const chat = this.#world.chat(bot, userId);
    const kept = chat.messages.filter((m) => m.message_id !== messageId);
    if (kept.length === chat.messages.length) throw badRequest('message to delete not found');
    chat.messages = kept;
    this.#world.changed();
  }

  asBotUser(bot: string) {
    const { title = 'AI Coins', username, ...options } = this.#world.bot(bot);
    const id = botId({ ...options, username });
    return { id, is_bot: true as const, first_name: title, username };
  }
}

export function privateChat(person: Person) {
  return {
    id: person.id,
    type: 'private' as const,
    first_name: person.firstName,
    ...(person.lastName && { last_name: person.lastName }),
    ...(person.username && { username: person.username }),
  };
}

/** The opaque identifier of the chat an app was opened from; the same for the same person. */
export function chatInstance(userId: number): string {
  return String(-(userId * 7919 + 104_729));
}

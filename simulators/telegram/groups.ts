import type { Message } from 'grammy/types';
import { badRequest } from './errors.ts';
import { asUser } from './people.ts';
import { type Group, type TelegramWorld, unixNow } from './world.ts';

type Ref = number | string;

/** What happens in groups. */
export class Groups {
  readonly #world: TelegramWorld;

  constructor(world: TelegramWorld) {
    this.#world = world;
  }

  create(id: number, { title = 'Staff', isForum = false } = {}): Group {
    const group: Group = { id, title, isForum, topics: {}, messages: [] };
    this.#world.data.groups[id] = group;
    return group;
  }

  find(ref: Ref): Group | undefined {
    return this.#world.data.groups[Number(ref)];
  }

  /** @throws BotApiError 400 with Telegram's description. */
  createTopic(chatId: Ref, name: string) {
    const group = this.find(chatId);
    if (!group) throw badRequest('chat not found');
    if (!group.isForum) throw badRequest('the chat is not a forum');
    if (name.length < 1 || name.length > 128) throw badRequest('TOPIC_TITLE_INVALID');
    const message_thread_id = this.#world.nextMessageId();
    group.topics[message_thread_id] = name;
    this.#world.changed();
    return { message_thread_id, name, icon_color: 7_322_096 };
  }

  /** A member of the group writes; the bot gets the update. */
  say(
    bot: string,
    groupId: number,
    ref: Ref,
    text: string,
    { topicId, replyTo }: { topicId?: number; replyTo?: number } = {},
  ): void {
    const group = this.find(groupId);
    if (!group) throw badRequest('chat not found');
    const replied = group.messages.find(({ message_id }) => message_id === replyTo);
    const message = this.add(group, {
      from: asUser(this.#world.person(ref)),
      text,
      ...(topicId !== undefined && { message_thread_id: topicId, is_topic_message: true }),
      ...(replied && { reply_to_message: replied }),
    } as Partial<Message>);
    this.#world.queue(bot).push({ message: message as never });
  }

  add({ id, title, isForum, messages }: Group, content: Partial<Message>): Message {
    const message = {
      message_id: this.#world.nextMessageId(),
      date: unixNow(),
      chat: { id, type: 'supergroup', title, ...(isForum && { is_forum: true }) },
      ...content,
    } as Message; // Message spells out the absent fields of every other kind
    messages.push(message);
    this.#world.changed();
    return message;
  }
}

import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BotCommand, InlineQueryResult, MenuButton, Message } from 'grammy/types';
import { type DeliverySettings, UpdateQueue } from './delivery.ts';
import { badRequest } from './errors.ts';
import { TelegramFiles } from './files.ts';
import { makeFolder } from './makeFolder.ts';
import { ANNA, IRINA, newcomer, type Person } from './people.ts';

export interface BotOptions {
  /** The application's own name of the bot, as in its webhook path. */
  name: string;
  token: string;
  username: string;
  /** What people see in the header; default "AI Coins". */
  title?: string;
  /** False for a bot that people only chat with; true when absent. */
  hasApp?: boolean;
}

/** A supergroup that the bots are members of. */
export interface Group {
  /** Negative, as Telegram numbers them. */
  id: number;
  title: string;
  /** Has topics. */
  isForum: boolean;
  /** Names by topic id. */
  topics: Record<number, string>;
  messages: Message[];
}

export interface Invoice {
  slug: string;
  bot: string;
  title: string;
  description: string;
  payload: string;
  stars: number;
  /** Seconds; absent for a one-time payment. */
  subscriptionPeriod?: number;
}

export interface Charge {
  id: string;
  bot: string;
  userId: number;
  stars: number;
  payload: string;
  slug: string;
  /** Unix seconds. */
  date: number;
  refundedAt?: number;
  subscriptionPeriod?: number;
  /** Identifier of the first charge, when this one belongs to a subscription. */
  subscriptionId?: string;
}

/** One movement of Stars to the bot or, as a refund, back; in chronological order. */
export interface StarMovement {
  chargeId: string;
  bot: string;
  kind: 'payment' | 'refund';
  /** Unix seconds. */
  date: number;
}

export type SubscriptionState = 'active' | 'canceled' | 'failed';

export interface Subscription {
  /** Identifier of its first charge. */
  id: string;
  bot: string;
  userId: number;
  slug: string;
  state: SubscriptionState;
  canceledByBot: boolean;
  /** Unix seconds. */
  expiresAt: number;
}

/** A conversation of one person with one bot. */
export interface Chat {
  bot: string;
  userId: number;
  messages: Message[];
  started: boolean;
  writeAccess: boolean;
  blocked: boolean;
}

export interface BotProfile {
  commands: BotCommand[];
  menuButton: MenuButton;
  /** Of chats that have one of their own, by the person's id. */
  chatMenuButtons: Record<number, MenuButton>;
  texts: Record<string, string>;
}

export interface PreparedMessage {
  id: string;
  userId: number;
  result: InlineQueryResult;
  /** Telegram's copy of its picture: a file identifier, or the address where there is no copy. */
  picture?: string;
  /** Unix seconds. */
  expiresAt: number;
}

/** A story that a person has posted from an app. */
export interface Story {
  userId: number;
  text: string;
  /** Identifier of Telegram's copy, or the address where it can't be downloaded from here. */
  file: string;
  isVideo: boolean;
}

interface WorldData {
  people: Person[];
  invoices: Record<string, Invoice>;
  charges: Charge[];
  movements: StarMovement[];
  subscriptions: Subscription[];
  chats: Record<string, Chat>;
  profiles: Record<string, BotProfile>;
  /** Chat (`@channel` or id) to the ids of its members. */
  members: Record<string, number[]>;
  /** By their id. */
  groups: Record<number, Group>;
  storage: Record<string, Record<string, string>>;
  prepared: Record<string, PreparedMessage>;
  stories: Story[];
  lastMessageId: number;
  /** Last update identifier of each bot. */
  lastUpdateIds: Record<string, number>;
}

export interface WorldOptions {
  bots: readonly BotOptions[];
  people?: readonly Person[];
  /** File that keeps the data between runs; without it they are lost at the end. */
  stateFile?: string;
  delivery: DeliverySettings;
}

/** The simulated Telegram's data: people, bots, conversations, payments. One per simulator. */
export class TelegramWorld {
  readonly bots: ReadonlyMap<string, BotOptions>;
  readonly queues: ReadonlyMap<string, UpdateQueue>;
  readonly data: WorldData;
  readonly files: TelegramFiles;
  /** The simulator's origin, the base of the addresses of profile photos. */
  origin = '';
  /** Emits `changed` after every change, for the host page. */
  readonly events = new EventEmitter().setMaxListeners(0);
  readonly #stateFile: string | undefined;
  #saving: NodeJS.Immediate | undefined;
  #lastNewcomer = 6_000_000_000 + (Math.floor(Date.now() / 100) % 1_000_000_000);

  constructor(options: WorldOptions) {
    this.#stateFile = options.stateFile;
    this.bots = new Map(options.bots.map((bot) => [bot.name, bot]));
    this.data = this.#load();
    this.files = new TelegramFiles(
      options.stateFile && join(dirname(options.stateFile), 'telegram-files'),
    );
    this.queues = new Map(
      options.bots.map(({ name }) => {
        const formerId = this.data.lastUpdateIds[name];
        return [name, new UpdateQueue(name, options.delivery, formerId)];
      }),
    );
    for (const person of [ANNA, IRINA, ...(options.people ?? [])]) this.addPerson(person);
  }

  bot(name: string): BotOptions {
    const bot = this.bots.get(name) ?? [...this.bots.values()].find((b) => b.username === name);
    if (!bot) throw badRequest(`bot ${name} not found`);
    return bot;
  }

  queue(bot: string): UpdateQueue {
    const queue = this.queues.get(bot);
    if (!queue) throw badRequest(`bot ${bot} not found`);
    return queue;
  }

  findPerson(ref: number | string): Person | undefined {
    return this.data.people.find((p) => p.key === ref || p.id === Number(ref));
  }

  /** @throws BotApiError 400 "chat not found", as Telegram does. */
  person(ref: number | string): Person {
    const person = this.findPerson(ref);
    if (!person) throw badRequest('chat not found');
    return person;
  }

  /** Adds a person, unless one with the same id or key exists. */
  addPerson(person: Person): Person {
    const known = this.findPerson(person.id) ?? this.findPerson(person.key);
    if (known) return known;
    const added = { ...person };
    this.data.people.push(added);
    this.changed();
    return added;
  }

  createNewcomer(changes: Partial<Person> = {}): Person {
    do this.#lastNewcomer += 1;
    while (this.findPerson(this.#lastNewcomer));
    return this.addPerson({ ...newcomer(this.#lastNewcomer), ...changes });
  }

  chat(bot: string, userId: number): Chat {
    const key = `${bot}/${userId}`;
    const known = this.data.chats[key];
    if (known) return known;
    const started = this.findPerson(userId)?.knowsBots ?? false;
    const writeAccess = started;
    const chat: Chat = { bot, userId, messages: [], started, writeAccess, blocked: false };
    this.data.chats[key] = chat;
    return chat;
  }

  profile(bot: string): BotProfile {
    this.data.profiles[bot] ??= {
      commands: [],
      menuButton: { type: 'commands' },
      chatMenuButtons: {},
      texts: {},
    };
    // The stored state of an earlier version has none.
    this.data.profiles[bot].chatMenuButtons ??= {};
    return this.data.profiles[bot];
  }

  /** The button beside the message field: the chat's own, or that of all chats. */
  menuButton(bot: string, chatId?: number): MenuButton {
    const { menuButton, chatMenuButtons } = this.profile(bot);
    return (chatId === undefined ? undefined : chatMenuButtons[chatId]) ?? menuButton;
  }

  nextMessageId(): number {
    this.data.lastMessageId += 1;
    return this.data.lastMessageId;
  }

  changed(): void {
    this.events.emit('changed');
    if (!this.#stateFile || this.#saving) return;
    this.#saving = setImmediate(() => this.#save());
  }

  close(): void {
    for (const queue of this.queues.values()) queue.close();
    if (this.#saving) clearImmediate(this.#saving);
    this.#save();
    this.events.removeAllListeners();
  }

  #save(): void {
    this.#saving = undefined;
    if (!this.#stateFile) return;
    for (const { bot, lastId } of this.queues.values()) this.data.lastUpdateIds[bot] = lastId;
    makeFolder(dirname(this.#stateFile));
    writeFileSync(this.#stateFile, JSON.stringify(this.data));
  }

  #load(): WorldData {
    const empty: WorldData = {
      people: [],
      invoices: {},
      charges: [],
      movements: [],
      subscriptions: [],
      chats: {},
      profiles: {},
      members: {},
      groups: {},
      storage: {},
      prepared: {},
      stories: [],
      lastMessageId: 0,
      lastUpdateIds: {},
    };
    if (!this.#stateFile || !existsSync(this.#stateFile)) return empty;
    return { ...empty, ...(JSON.parse(readFileSync(this.#stateFile, 'utf8')) as WorldData) };
  }
}

/** Telegram's clock: whole Unix seconds. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

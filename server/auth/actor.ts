/** Who acts, and in which bot. */
import { LRUCache } from 'lru-cache';
import type { Role } from '../../shared/schemas/me.ts';
import type { BotConfig } from '../app/config.ts';
import { DomainError } from '../core/errors.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Notifications } from '../db/pubsub.ts';
import { findByNumber, findPeople, type Person } from './actorStatements.ts';
import type { InitData } from './initData.ts';

/** A person authenticated by the signature of a bot's init data; perhaps not registered yet. */
export interface Caller {
  bot: BotConfig;
  initData: InitData;
}

/** A registered person acting in a bot. */
export interface Actor {
  userId: number;
  telegramId: number;
  role: Role;
  botName: string;
}

const MAX_AGE_MS = 10_000;
const MAX_PEOPLE = 20_000;

/**
 * Finds the person behind a caller. People are cached for a few seconds; a change of role or a block is
 * announced to every process and applies at once. Staff are always read afresh.
 */
export class ActorDirectory {
  readonly #db: Database;
  readonly #notifications: Notifications;
  readonly #people = new LRUCache<number, Person>({ max: MAX_PEOPLE, ttl: MAX_AGE_MS });

  constructor(db: Database, notifications: Notifications) {
    this.#db = db;
    this.#notifications = notifications;
    notifications.subscribe('actors', {
      onMessage: (telegramId) => this.#people.delete(Number(telegramId)),
      onReconnect: () => this.#people.clear(),
    });
  }

  /** @throws DomainError LAUNCH_REQUIRED (not registered yet), ACCOUNT_PAUSED. */
  async find(caller: Caller, options: { fresh: boolean }): Promise<Actor> {
    const telegramId = caller.initData.user.id;
    const remembered = options.fresh ? undefined : this.#people.get(telegramId);
    const person = remembered ?? (await this.#db.readOne(findPeople, telegramId));
    if (!person) {
      throw new DomainError('LAUNCH_REQUIRED');
    }
    if (person !== remembered) {
      this.#people.set(telegramId, person);
    }
    if (person.blocked) {
      throw new DomainError('ACCOUNT_PAUSED');
    }
    return { userId: person.user_id, telegramId, role: person.role, botName: caller.bot.name };
  }

  /** A person by id, paused or not, read afresh: for those who view an account without being its owner. */
  async findViewed(userId: number): Promise<Omit<Actor, 'botName'> | null> {
    const [person] = await this.#db.query(findByNumber, [userId]);
    return person ? { userId: person.id, telegramId: person.telegram_id, role: person.role } : null;
  }

  /** Announces that a person's role or block has changed in this transaction. */
  changed(tx: Tx, telegramId: number): void {
    tx.onCommit(() => {
      this.#people.delete(telegramId);
      this.#notifications.send('actors', String(telegramId));
    });
  }
}

/** How an actor is recorded in the ledger and the audit log. */
export function actorName(actor: Actor): string {
  return `${actor.role === 'user' ? 'user' : actor.role}:${actor.userId}`;
}

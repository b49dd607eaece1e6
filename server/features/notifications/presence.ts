/** Who has the app open, in whichever process: they see in the app what the bot would write. */
import type { Database } from '../../db/database.ts';
import { setPresence } from './presenceStatements.ts';

const RENEW_EVERY_MS = 20_000;
/** A little longer than two renewals. */
const LASTS_S = 45;
/** Changes within this time are written together. */
const BATCH_MS = 1000;
const MAX_PEOPLE_PER_STATEMENT = 1000;

/**
 * Publishes who has the app open in this process: one statement a second, however many people open and close
 * it.
 */
export class Presence {
  readonly #db: Database;
  readonly #onError: (error: unknown, what: string) => void;
  /** How many windows of each person are open here. */
  readonly #windows = new Map<number, number>();
  readonly #changed = new Set<number>();
  readonly #renewal: NodeJS.Timeout;
  #batch: NodeJS.Timeout | null = null;

  constructor(db: Database, onError: (error: unknown, what: string) => void) {
    this.#db = db;
    this.#onError = onError;
    this.#renewal = setInterval(() => this.#renew(), RENEW_EVERY_MS).unref();
  }

  enter(userId: number): void {
    this.#windows.set(userId, (this.#windows.get(userId) ?? 0) + 1);
    this.#change(userId);
  }

  /** Another window of the same person in another process is written again at its next renewal. */
  leave(userId: number): void {
    const left = (this.#windows.get(userId) ?? 1) - 1;
    if (left > 0) {
      this.#windows.set(userId, left);
    } else {
      this.#windows.delete(userId);
      this.#change(userId);
    }
  }

  /** Writes the changes; a failure is corrected by the next renewal. */
  async flush(): Promise<void> {
    if (this.#batch) {
      clearTimeout(this.#batch);
      this.#batch = null;
    }
    const people = [...this.#changed];
    this.#changed.clear();
    for (let at = 0; at < people.length; at += MAX_PEOPLE_PER_STATEMENT) {
      const some = people.slice(at, at + MAX_PEOPLE_PER_STATEMENT);
      const lasts = some.map((userId) => (this.#windows.has(userId) ? LASTS_S : 0));
      await this.#db
        .transaction((tx) => tx.query(setPresence, [some, lasts]))
        .catch((error: unknown) => this.#onError(error, 'presence'));
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#renewal);
    for (const userId of this.#windows.keys()) {
      this.#changed.add(userId);
    }
    this.#windows.clear();
    await this.flush();
  }

  #change(userId: number): void {
    this.#changed.add(userId);
    this.#batch ??= setTimeout(() => void this.flush(), BATCH_MS).unref();
  }

  #renew(): void {
    for (const userId of this.#windows.keys()) {
      this.#change(userId);
    }
  }
}

/** Passes the events of an open app through, and marks the app as open until they end. */
export async function* withPresence<Event>(
  { presence }: { presence: Presence },
  userId: number,
  events: AsyncGenerator<Event>,
): AsyncGenerator<Event> {
  presence.enter(userId);
  try {
    yield* events;
  } finally {
    presence.leave(userId);
  }
}

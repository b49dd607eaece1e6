/**
 * How often somebody may do something, counted in PostgreSQL, so that a limit holds across processes.
 *
 * The generic cell rate algorithm keeps one timestamp for each person and action: the theoretical arrival
 * time (TAT), at which all calls so far would have come one after the other at an even pace. A call is
 * refused when the TAT lies further ahead than the limit allows. One statement counts and decides, for all
 * calls that begin at the same moment; the database's clock is the only clock, and a refusal writes nothing.
 */
import { LRUCache } from 'lru-cache';
import { literal } from 'sequelize';
import { DomainError } from '../core/errors.ts';
import { Batch } from '../db/batch.ts';
import type { Database, Tx } from '../db/database.ts';
import { type AskedCall, takeAll } from './limitStatements.ts';
import { RateLimitCount } from './models.ts';

/** `calls` at once, or spread over `perSeconds`; used calls become available again at an even rate. */
export interface RateLimit {
  calls: number;
  perSeconds: number;
  /**
   * `process`: counted in this process alone, without a statement. For calls that another limit, kept in the
   * database, bounds exactly.
   */
  counted?: 'process';
}

const MAX_REMEMBERED = 50_000;

/** The result of counting a call. */
interface Counted {
  /** Seconds to wait; 0 when the call was counted. */
  wait_s: number;
  /** Seconds by which the calls run ahead of an even pace. */
  ahead_s: number;
}

/** The state of a limit after a call. */
export interface LimitState {
  /** Seconds to wait; 0 when the call was counted. */
  waitS: number;
  calls: number;
  remaining: number;
  /** Seconds until the whole limit is available again. */
  resetS: number;
}

export class RateLimiter {
  readonly #calls: Batch<AskedCall, Counted>;
  readonly #db: Database;
  readonly #factor: number;
  /** Seconds: when a refused call may be tried again, and the TATs of limits counted in this process. */
  readonly #refusedUntil = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  readonly #tats = new LRUCache<string, number>({ max: MAX_REMEMBERED });

  /** @param factor makes all limits wider, for tests that do much in little time. */
  constructor(db: Database, factor = 1) {
    this.#db = db;
    this.#calls = new Batch((asked) => countAll(db, asked));
    this.#factor = factor;
  }

  /**
   * Counts one call.
   * @param subject the person's Telegram id.
   * @throws DomainError RATE_LIMITED with the seconds to wait.
   */
  async count(subject: number, action: string, limit: RateLimit): Promise<void> {
    assertZero(await this.take(subject, action, limit));
  }

  /**
   * Counts one call. A refusal is remembered, so that a flood of further calls costs the database nothing.
   * @returns seconds to wait; 0 when the call may go on.
   */
  async take(subject: number, action: string, limit: RateLimit): Promise<number> {
    return (await this.measure(subject, action, limit)).waitS;
  }

  /** Counts one call, as `take` does, and says what is left. */
  async measure(subject: number, action: string, limit: RateLimit): Promise<LimitState> {
    const calls = limit.calls * this.#factor;
    const refused = this.#refusedFor(subject, action);
    if (refused > 0) {
      return { waitS: refused, calls, remaining: 0, resetS: refused };
    }
    const step = limit.perSeconds / calls;
    const tolerance = limit.perSeconds - step;
    const counted =
      limit.counted === 'process'
        ? this.#countLocally(keyOf(subject, action), step, tolerance)
        : await this.#calls.ask({ subject, action, step, tolerance });
    const { wait_s: waitS, ahead_s: aheadS } = counted;
    if (waitS > 0) {
      this.#refusedUntil.set(keyOf(subject, action), seconds() + waitS);
    }
    const remaining = waitS > 0 ? 0 : Math.max(0, Math.floor((limit.perSeconds - aheadS) / step));
    return { waitS, calls, remaining, resetS: Math.ceil(aheadS) };
  }

  /**
   * Checks whether a call would be counted, without counting it.
   * @throws DomainError RATE_LIMITED with the seconds to wait.
   */
  async assertLeft(subject: number, action: string, limit: RateLimit): Promise<void> {
    const found = await this.#db.of(RateLimitCount).findOne({
      attributes: [[literal('extract(epoch from tat - now())'), 'ahead']],
      where: { subject, action },
      raw: true,
    });
    const { ahead } = (found ?? { ahead: 0 }) as unknown as { ahead: string | number };
    const tolerance = limit.perSeconds - limit.perSeconds / (limit.calls * this.#factor);
    assertZero(Math.max(0, Math.ceil(Number(ahead) - tolerance)));
  }

  /**
   * Checks refusals cached in this process, without counting a call.
   * @throws DomainError RATE_LIMITED while a refusal holds.
   */
  assertNotRefused(subject: number, action: string): void {
    assertZero(this.#refusedFor(subject, action));
  }

  #refusedFor(subject: number, action: string): number {
    const until = this.#refusedUntil.get(keyOf(subject, action)) ?? 0;
    return Math.max(0, Math.ceil(until - seconds()));
  }

  #countLocally(key: string, step: number, tolerance: number): Counted {
    const now = seconds();
    const tat = this.#tats.get(key) ?? 0;
    if (tat > now + tolerance) {
      return { wait_s: Math.max(1, Math.ceil(tat - now - tolerance)), ahead_s: tat - now };
    }
    const next = Math.max(tat, now) + step;
    this.#tats.set(key, next);
    return { wait_s: 0, ahead_s: next - now };
  }
}

/**
 * Counts calls in statements that commit by themselves: nothing else depends on the count. Calls of one
 * subject and action are counted one after another, so that each sees those before it.
 */
async function countAll(db: Database, asked: readonly AskedCall[]): Promise<Counted[]> {
  const counted = new Map<AskedCall, Counted>();
  let left = [...asked];
  while (left.length > 0) {
    const firsts = new Map<string, AskedCall>();
    for (const call of left) {
      const key = keyOf(call.subject, call.action);
      firsts.set(key, firsts.get(key) ?? call);
    }
    for (const row of await db.query(takeAll, [JSON.stringify([...firsts.values()])])) {
      const call = firsts.get(keyOf(row.subject, row.action));
      if (call) {
        counted.set(call, row);
      }
    }
    left = left.filter((call) => firsts.get(keyOf(call.subject, call.action)) !== call);
  }
  return asked.map((call) => {
    const answer = counted.get(call);
    if (!answer) {
      throw new Error(`a call of ${call.action} was not counted`);
    }
    return answer;
  });
}

function assertZero(wait: number): void {
  if (wait > 0) {
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: wait });
  }
}

function keyOf(subject: number, action: string): string {
  return `${subject} ${action}`;
}

function seconds(): number {
  return performance.now() / 1000;
}

/** Deletes the counts of a person. */
export async function eraseLimits(tx: Tx, telegramId: number): Promise<void> {
  await tx.of(RateLimitCount).destroy({ where: { subject: telegramId } });
}

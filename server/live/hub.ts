/**
 * Live events for open apps. Any process may publish for any person; the process that holds the person's
 * connection delivers. Events are hints, sent after the commit.
 */
import { type LiveEvent, liveEvent } from '../../shared/schemas/live.ts';
import { DomainError } from '../core/errors.ts';
import type { Tx } from '../db/database.ts';
import type { Notifications } from '../db/pubsub.ts';
import { LiveStream, type StreamGuard } from './stream.ts';

/** Windows and devices of one person in this process; a further one ends the oldest. */
export const MAX_STREAMS_PER_PERSON = 5;
/** An open stream takes about 180 kB. */
const MAX_STREAMS_PER_PROCESS = 2000;
/** The maximum delay of a timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Authorization is checked again shortly after it expires. */
const AFTER_END_MS = 100;

export class LiveHub {
  readonly #notifications: Notifications;
  readonly #maxStreams: number;
  /** By person, the oldest first. */
  readonly #streams = new Map<number, Set<LiveStream>>();
  #open = 0;

  constructor(notifications: Notifications, maxStreams = MAX_STREAMS_PER_PROCESS) {
    this.#notifications = notifications;
    this.#maxStreams = maxStreams;
    notifications.subscribe('live', {
      onMessage: (payload) => this.#deliver(payload),
      onReconnect: () => this.#forEach((stream) => stream.push({ type: 'connected' })),
    });
    // A person's role or pause has changed, or such a change may have been missed.
    notifications.subscribe('actors', {
      onMessage: (telegramId) =>
        this.#forEach((stream) => {
          if (stream.guard?.telegramId === Number(telegramId)) {
            stream.recheck();
          }
        }),
      onReconnect: () => this.#forEach((stream) => stream.recheck()),
    });
  }

  /** Publishes to a person's open apps once the transaction is committed. */
  publish(tx: Tx, userId: number, event: LiveEvent): void {
    tx.onCommit(() => this.publishNow(userId, event));
  }

  /** Publishes to a person's open apps something that no transaction changes, such as progress. */
  publishNow(userId: number, event: LiveEvent): void {
    this.#notifications.send('live', JSON.stringify([userId, event]));
  }

  /**
   * Everything that is published for a person from now on, until `signal` is aborted, the guard refuses or
   * the person opens too many further streams.
   * @throws DomainError OVERLOADED when this process holds its maximum of streams; what the guard throws.
   */
  async *subscribe(
    userId: number,
    signal: AbortSignal,
    guard?: StreamGuard,
  ): AsyncGenerator<LiveEvent> {
    const stream = this.#add(userId, new LiveStream(guard));
    const end = () => stream.end();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) {
      end();
    }
    const untilOver = Math.min((guard?.holdsForMs ?? MAX_TIMER_MS) + AFTER_END_MS, MAX_TIMER_MS);
    const timer = setTimeout(() => stream.recheck(), untilOver).unref();
    try {
      yield* stream.events();
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      this.#remove(userId, stream);
    }
  }

  /** How many connections are open in this process. */
  get connections(): number {
    return this.#open;
  }

  #add(userId: number, stream: LiveStream): LiveStream {
    const own = this.#streams.get(userId) ?? new Set();
    const [oldest] = own;
    if (oldest && own.size >= MAX_STREAMS_PER_PERSON) {
      oldest.end();
      this.#remove(userId, oldest);
    } else if (this.#open >= this.#maxStreams) {
      throw new DomainError('OVERLOADED', { retryAfterSeconds: 30 });
    }
    this.#streams.set(userId, own.add(stream));
    this.#open++;
    return stream;
  }

  #remove(userId: number, stream: LiveStream): void {
    const own = this.#streams.get(userId);
    if (own?.delete(stream)) {
      this.#open--;
      if (own.size === 0) {
        this.#streams.delete(userId);
      }
    }
  }

  #forEach(visit: (stream: LiveStream) => void): void {
    for (const own of this.#streams.values()) {
      for (const stream of own) {
        visit(stream);
      }
    }
  }

  #deliver(payload: string): void {
    const [userId, event] = JSON.parse(payload) as [number, unknown];
    const own = this.#streams.get(userId);
    if (own) {
      const parsed = liveEvent.parse(event);
      for (const stream of own) {
        stream.push(parsed);
      }
    }
  }
}

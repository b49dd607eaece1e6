/**
 * What an open app hears while it is open. Any process may publish for any person; the process that
 * holds the person's connection delivers. Events are hints, sent after the commit.
 */
import { EventEmitter, on } from 'node:events';
import { type LiveEvent, liveEvent } from '../../shared/schemas/live.ts';
import type { Tx } from '../db/database.ts';
import type { Notifications } from '../db/notifications.ts';

/** A slow reader is dropped to a fresh start after this many waiting events. */
const LONGEST_BACKLOG = 200;

export class LiveHub {
  readonly #notifications: Notifications;
  readonly #emitter = new EventEmitter({ captureRejections: false });

  constructor(notifications: Notifications) {
    this.#notifications = notifications;
    this.#emitter.setMaxListeners(0);
    notifications.subscribe('live', {
      onMessage: (payload) => this.#deliver(payload),
      onReconnect: () => this.#emitter.emit('missed', { type: 'connected' } satisfies LiveEvent),
    });
  }

  /** Tells a person's open apps, once the transaction has been committed. */
  publish(tx: Tx, userId: number, event: LiveEvent): void {
    tx.onCommit(() => this.publishNow(userId, event));
  }

  /** Tells a person's open apps about something that no transaction changes, such as progress. */
  publishNow(userId: number, event: LiveEvent): void {
    this.#notifications.send('live', JSON.stringify([userId, event]));
  }

  /** Everything that is published for a person from now on, until `signal` is aborted. */
  async *subscribe(userId: number, signal: AbortSignal): AsyncGenerator<LiveEvent> {
    const merged = new EventEmitter();
    const forward = (event: LiveEvent) => merged.emit('event', event);
    this.#emitter.on(String(userId), forward);
    this.#emitter.on('missed', forward);
    try {
      yield { type: 'connected' };
      for await (const [event] of on(merged, 'event', { signal, highWaterMark: LONGEST_BACKLOG })) {
        yield event as LiveEvent;
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      this.#emitter.off(String(userId), forward);
      this.#emitter.off('missed', forward);
    }
  }

  /** How many connections are open in this process. */
  get connections(): number {
    return this.#emitter.listenerCount('missed');
  }

  #deliver(payload: string): void {
    const [userId, event] = JSON.parse(payload) as [number, unknown];
    if (this.#emitter.listenerCount(String(userId)) > 0) {
      this.#emitter.emit(String(userId), liveEvent.parse(event));
    }
  }
}

/**
 * Outgoing notifications of a simulated service. By default each is delivered at once and repeated until it
 * is accepted; they can also be held back, so that a test decides what arrives, when, in which order, how
 * often, or not at all.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Notification {
  id: string;
  url: string;
  body: string;
  /** Made again for every attempt, for services that sign the time. */
  headers: () => Record<string, string>;
}

export interface Attempt {
  notificationId: string;
  /** null when no answer came. */
  status: number | null;
  at: Date;
}

export interface DeliveryOptions {
  /** Pauses before the second, third … attempt, in milliseconds. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
  /** Whether the status means that the receiver accepted the notification. */
  isTaken: (status: number) => boolean;
  log?: ((line: string) => void) | undefined;
}

export class Deliveries {
  /** While true, new notifications wait in `held`. */
  holding = false;
  readonly held: Notification[] = [];
  readonly sent: Notification[] = [];
  readonly attempts: Attempt[] = [];
  readonly #options: DeliveryOptions;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /**
   * Delivers the notification in the background, with repeats until it is accepted, or holds it.
   * @returns when the first attempt is over.
   */
  post(notification: Notification): Promise<void> {
    if (this.holding) {
      this.held.push(notification);
      return Promise.resolve();
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#track(this.#deliverWithRetries(notification, resolve).finally(resolve));
    return promise;
  }

  /** One attempt. @returns the HTTP status, or null when no answer came. */
  async attempt(notification: Notification): Promise<number | null> {
    this.sent.push(notification);
    const status = await this.#send(notification);
    this.attempts.push({ notificationId: notification.id, status, at: new Date() });
    this.#options.log?.(`notification ${notification.id} -> ${status ?? 'no answer'}`);
    return status;
  }

  /** Delivers what is held: `times` copies each, in the given or a shuffled order, one by one. */
  async release(
    options: { times?: number; order?: 'kept' | 'reversed' | 'shuffled'; delayMs?: number } = {},
  ): Promise<(number | null)[]> {
    const batch = this.held
      .splice(0)
      .flatMap((p) => Array.from({ length: options.times ?? 1 }, () => p));
    const ordered = arrange(batch, options.order ?? 'kept');
    const statuses: (number | null)[] = [];
    for (const notification of ordered) {
      if (options.delayMs !== undefined) {
        await sleep(options.delayMs, undefined, { signal: this.#closing.signal });
      }
      statuses.push(await this.attempt(notification));
    }
    return statuses;
  }

  /** Drops the held ones. @returns how many. */
  drop(): number {
    return this.held.splice(0).length;
  }

  /** Resolves when no delivery is running. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.idle();
  }

  #track(work: Promise<unknown>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  async #deliverWithRetries(notification: Notification, tried: () => void): Promise<void> {
    for (const pause of [0, ...this.#options.retryDelaysMs]) {
      try {
        await sleep(pause, undefined, { signal: this.#closing.signal });
      } catch {
        return;
      }
      const status = await this.attempt(notification);
      tried();
      if (status !== null && this.#options.isTaken(status)) {
        return;
      }
    }
  }

  async #send(notification: Notification): Promise<number | null> {
    try {
      const response = await fetch(notification.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...notification.headers() },
        body: notification.body,
        redirect: 'manual',
        signal: AbortSignal.any([
          this.#closing.signal,
          AbortSignal.timeout(this.#options.timeoutMs),
        ]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }
}

function arrange(
  notifications: Notification[],
  order: 'kept' | 'reversed' | 'shuffled',
): Notification[] {
  switch (order) {
    case 'kept':
      return notifications;
    case 'reversed':
      return notifications.toReversed();
    case 'shuffled':
      return notifications
        .map((notification) => ({ notification, rank: Math.random() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ notification }) => notification);
  }
}

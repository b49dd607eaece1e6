/**
 * Outgoing notifications of a simulated service. By itself it delivers each at once and repeats it
 * until it is taken; on demand it holds them back, so that a test decides what arrives, when, in
 * which order, how often, or not at all.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Parcel {
  id: string;
  url: string;
  body: string;
  /** Made anew for every attempt, for services that sign the time. */
  headers: () => Record<string, string>;
}

export interface Attempt {
  parcelId: string;
  /** null when no answer came. */
  status: number | null;
  at: Date;
}

export interface DeliveryOptions {
  /** Pauses before the second, third … attempt, in milliseconds. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
  /** Whether the receiver's status means that it took the parcel. */
  isTaken: (status: number) => boolean;
  log?: ((line: string) => void) | undefined;
}

export class Deliveries {
  /** While true, new parcels wait in `held`. */
  holding = false;
  readonly held: Parcel[] = [];
  readonly sent: Parcel[] = [];
  readonly attempts: Attempt[] = [];
  readonly #options: DeliveryOptions;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /**
   * Delivers the parcel in the background, with repeats until it is taken, or holds it.
   * @returns when the first attempt is over.
   */
  post(parcel: Parcel): Promise<void> {
    if (this.holding) {
      this.held.push(parcel);
      return Promise.resolve();
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#track(this.#deliverUntilTaken(parcel, resolve).finally(resolve));
    return promise;
  }

  /** One attempt. @returns the HTTP status, or null when no answer came. */
  async attempt(parcel: Parcel): Promise<number | null> {
    this.sent.push(parcel);
    const status = await this.#send(parcel);
    this.attempts.push({ parcelId: parcel.id, status, at: new Date() });
    this.#options.log?.(`notification ${parcel.id} -> ${status ?? 'no answer'}`);
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
    for (const parcel of ordered) {
      if (options.delayMs !== undefined) {
        await sleep(options.delayMs, undefined, { signal: this.#closing.signal });
      }
      statuses.push(await this.attempt(parcel));
    }
    return statuses;
  }

  /** Loses what is held. @returns how many were lost. */
  drop(): number {
    return this.held.splice(0).length;
  }

  /** Resolves when nothing is on its way any more. */
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

  async #deliverUntilTaken(parcel: Parcel, tried: () => void): Promise<void> {
    for (const pause of [0, ...this.#options.retryDelaysMs]) {
      try {
        await sleep(pause, undefined, { signal: this.#closing.signal });
      } catch {
        return;
      }
      const status = await this.attempt(parcel);
      tried();
      if (status !== null && this.#options.isTaken(status)) {
        return;
      }
    }
  }

  async #send(parcel: Parcel): Promise<number | null> {
    try {
      const response = await fetch(parcel.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...parcel.headers() },
        body: parcel.body,
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

function arrange(parcels: Parcel[], order: 'kept' | 'reversed' | 'shuffled'): Parcel[] {
  switch (order) {
    case 'kept':
      return parcels;
    case 'reversed':
      return parcels.toReversed();
    case 'shuffled':
      return parcels
        .map((parcel) => ({ parcel, rank: Math.random() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ parcel }) => parcel);
  }
}

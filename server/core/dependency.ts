/** The health of a service that the server can't do without, as this process has observed it recently. */
import { setTimeout as sleep } from 'node:timers/promises';

const PROBE_EVERY_MS = 3000;
/** It counts as healthy again when a probe has succeeded and no failure was reported for this long. */
const QUIET_MS = 5000;
/** How long the result of a probe is reused. */
const MAX_AGE_MS = 10_000;
const PROBE_TIMEOUT_MS = 2000;

/** A period of failure. */
export interface Outage {
  since: Date;
  /** The first failure. */
  error: unknown;
  /** How many calls of this process were refused because of it. */
  failures: number;
}

export interface DependencyOptions {
  /**
   * Uses it the way its callers do.
   * @throws when it does not work.
   */
  probe(): Promise<void>;
  /** Which failures mean that it does not work for anybody. */
  isOutage(error: unknown): boolean;
  onDown(outage: Outage): void;
  onUp(outage: Outage): void;
}

class ProbeTimeoutError extends Error {
  override readonly name = 'ProbeTimeoutError';
}

export class Dependency {
  readonly #options: DependencyOptions;
  readonly #closing = new AbortController();
  #outage: Outage | null = null;
  #lastFailureAt = 0;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | null = null;
  /**
   * Consecutive probes without an answer: one means that the machine is busy, two that the service is down.
   */
  #timeouts = 0;

  constructor(options: DependencyOptions) {
    this.#options = options;
  }

  get isDown(): boolean {
    return this.#outage !== null;
  }

  /** Records a failure that a caller has met; a failure that is no outage is left to that caller. */
  record(error: unknown): void {
    if (this.#closing.signal.aborted || !this.#options.isOutage(error)) {
      return;
    }
    this.#lastFailureAt = performance.now();
    if (this.#outage) {
      this.#outage.failures += 1;
      return;
    }
    this.#outage = { since: new Date(), error, failures: 1 };
    this.#options.onDown(this.#outage);
    void this.#watch();
  }

  /** Whether it works: the recent result, or a new probe. Answers within two seconds. */
  async works(): Promise<boolean> {
    if (!this.#outage && performance.now() - this.#checkedAt > MAX_AGE_MS) {
      this.#checking ??= this.#check().finally(() => {
        this.#checking = null;
      });
      await this.#checking;
    }
    return !this.isDown;
  }

  async #check(): Promise<void> {
    try {
      await this.#probe();
      this.#checkedAt = performance.now();
      this.#timeouts = 0;
    } catch (error) {
      this.#timeouts += error instanceof ProbeTimeoutError ? 1 : 0;
      if (this.#timeouts !== 1) {
        this.record(error);
      }
    }
  }

  async #probe(): Promise<void> {
    const timedOut = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => timedOut.reject(new ProbeTimeoutError('it does not answer')),
      PROBE_TIMEOUT_MS,
    );
    try {
      await Promise.race([this.#options.probe(), timedOut.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (this.#outage) {
      await sleep(PROBE_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) {
        return;
      }
      const works = await this.#probe().then(
        () => true,
        () => false,
      );
      if (works && performance.now() - this.#lastFailureAt > QUIET_MS) {
        const outage = this.#outage;
        this.#outage = null;
        this.#checkedAt = performance.now();
        this.#options.onUp(outage);
      }
    }
  }

  close(): void {
    this.#closing.abort();
  }
}

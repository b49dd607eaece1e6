/** Something that the server can't do without, as this process has found it lately. */
import { setTimeout as sleep } from 'node:timers/promises';

const PROBE_EVERY_MS = 3000;
/** It is well again when it has worked and nobody has complained for this long. */
const QUIET_MS = 5000;
/** For as long as this, what has been found out is believed. */
const MAX_AGE_MS = 10_000;
const PROBE_TIMEOUT_MS = 2000;

/** A time in which it did not work. */
export interface Outage {
  since: Date;
  /** The first failure. */
  error: unknown;
  /** How often somebody was refused because of it, in this process. */
  failures: number;
}

export interface DependencyOptions {
  /** Uses it as its users do. @throws when it does not work. */
  probe(): Promise<void>;
  /** Which failures say that it does not work for anybody. */
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
  /** Probes in a row without an answer: one says that the machine is busy, two that it does not work. */
  #timeouts = 0;

  constructor(options: DependencyOptions) {
    this.#options = options;
  }

  get isDown(): boolean {
    return this.#outage !== null;
  }

  /** Takes note of a failure that somebody has met; whatever is no outage is left to whoever met it. */
  note(error: unknown): void {
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

  /** Whether it works, tried now unless that is known. Answers within two seconds. */
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
        this.note(error);
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

import { summarize } from '../measure.ts';

/** Counts and times of requests during a phase. */
export class Tally {
  visits = 0;
  /** Milliseconds of each request, by name. */
  readonly #latencies = new Map<string, number[]>();
  readonly #works: number[] = [];
  readonly errors = new Map<string, number>();
  readonly #startedAt = performance.now();
  /** The totals at the end of the measured time. */
  #atEnd = { elapsedMs: 1, visits: 0, calls: 0 };

  note(name: string, ms: number): void {
    const known = this.#latencies.get(name) ?? [];
    known.push(ms);
    this.#latencies.set(name, known);
  }

  /** A work that was done. @param ms from the order's answer to the event that says so. */
  recordWork(ms: number): void {
    this.#works.push(ms);
  }

  fail(what: string): void {
    this.errors.set(what, (this.errors.get(what) ?? 0) + 1);
  }

  /** Ends the measured time; requests that end later count in the times, but not in the rates. */
  end(): void {
    const calls = [...this.#latencies.values()].reduce((sum, { length }) => sum + length, 0);
    this.#atEnd = { elapsedMs: performance.now() - this.#startedAt, visits: this.visits, calls };
  }

  get failed(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  get visitsPerSecond(): number {
    return (this.#atEnd.visits / this.#atEnd.elapsedMs) * 1000;
  }

  get all() {
    const { calls, elapsedMs } = this.#atEnd;
    const times = summarize([...this.#latencies.values()].flat(), elapsedMs);
    return { ...times, perSecond: (calls / elapsedMs) * 1000 };
  }

  get works() {
    return summarize(this.#works, this.#atEnd.elapsedMs);
  }

  /** The same for each kind of request, the most frequent first. */
  get byName() {
    return [...this.#latencies]
      .map(([name, latencies]) => ({ name, ...summarize(latencies, this.#atEnd.elapsedMs) }))
      .sort((one, other) => other.calls - one.calls);
  }
}

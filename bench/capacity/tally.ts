import { summarize } from '../measure.ts';

/** What came of the requests of some time. */
export class Tally {
  visits = 0;
  /** Milliseconds of each request, by what it was. */
  readonly #latencies = new Map<string, number[]>();
  readonly #works: number[] = [];
  readonly errors = new Map<string, number>();
  readonly #startedAt = performance.now();
  #elapsedMs = 0;

  note(name: string, ms: number): void {
    const known = this.#latencies.get(name) ?? [];
    known.push(ms);
    this.#latencies.set(name, known);
  }

  /** A work that was done. @param ms from the order's answer to the event that says so. */
  noteWork(ms: number): void {
    this.#works.push(ms);
  }

  fail(what: string): void {
    this.errors.set(what, (this.errors.get(what) ?? 0) + 1);
  }

  /** The time of measuring is over; what is still under way is not counted in the rates. */
  end(): void {
    this.#elapsedMs = performance.now() - this.#startedAt;
  }

  get failed(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  get visitsPerSecond(): number {
    return (this.visits / this.#elapsedMs) * 1000;
  }

  get all() {
    return summarize([...this.#latencies.values()].flat(), this.#elapsedMs);
  }

  get works() {
    return summarize(this.#works, this.#elapsedMs);
  }

  /** The same for each kind of request, the most frequent first. */
  get byName() {
    return [...this.#latencies]
      .map(([name, latencies]) => ({ name, ...summarize(latencies, this.#elapsedMs) }))
      .sort((one, other) => other.calls - one.calls);
  }
}

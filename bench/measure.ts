/** What is said of a round, and of several rounds together. */
export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Processor time of the server's process for one call, microseconds; null where there is none. */
  cpu: number | null;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param latencies milliseconds, in any order. @param elapsedMs from the first to the last. */
export function summarize(
  latencies: number[],
  elapsedMs: number,
): Omit<Measured, 'cpu'> & { calls: number } {
  const sorted = latencies.sort((a, b) => a - b);
  return {
    calls: sorted.length,
    perSecond: (sorted.length / elapsedMs) * 1000,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** The middle of several rounds, figure by figure. */
export function medianOf(rounds: readonly Measured[]): Measured {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    cpu: rounds.some(({ cpu }) => cpu === null) ? null : median(rounds.map(({ cpu }) => cpu ?? 0)),
  };
}

/** The figures of a round, or the medians of several. */
export interface Measured {
  /** Null where calls were made one after another. */
  perSecond: number | null;
  /** Milliseconds; null where there is no single call. */
  p50: number | null;
  p99: number | null;
  /** Processor time of the server's process for one call, microseconds; null where there is none. */
  cpu: number | null;
}

/** By the names of what was measured, in the order of the table. */
export type Figures = Map<string, Measured>;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param latencies milliseconds, in any order. @param elapsedMs from the first to the last. */
export function summarize(latencies: number[], elapsedMs: number) {
  const sorted = latencies.sort((a, b) => a - b);
  return {
    calls: sorted.length,
    perSecond: (sorted.length / elapsedMs) * 1000,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
  };
}

/** The times of calls that were made one after another. */
export function timesOf(latencies: number[]): Measured {
  const { p50, p99 } = summarize(latencies, 0);
  return { perSecond: null, p50, p99, cpu: null };
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** The middle of several rounds, figure by figure. */
export function medianOf(rounds: readonly Measured[]): Measured {
  const middle = (figure: keyof Measured) => {
    const known = rounds.map((round) => round[figure]).filter((value) => value !== null);
    return known.length === rounds.length ? median(known) : null;
  };
  return {
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
    cpu: middle('cpu'),
  };
}

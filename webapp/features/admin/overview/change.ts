import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';

/** The change of a figure; `by` is a ratio (or points), null when there was nothing before. */
export interface Change {
  way: 'up' | 'down' | 'same';
  by: number | null;
}

/** The relative change of a figure against the period before. */
export function changeOf({ value, before }: { value: number; before: number }): Change {
  if (value === before) {
    return { way: 'same', by: 0 };
  }
  const by = before > 0 ? Math.abs(value - before) / before : null;
  return { way: value > before ? 'up' : 'down', by };
}

/** Works that failed, in per cent of those that ended; the change in per cent points. */
export function failureShares({ works, failedWorks }: AdminOverview): {
  value: number;
  change: Change;
} {
  const share = (failed: number, succeeded: number) => {
    const ended = failed + succeeded;
    return ended === 0 ? 0 : (failed / ended) * 100;
  };
  const value = share(failedWorks.value, works.value);
  const before = share(failedWorks.before, works.before);
  const by = Math.abs(value - before);
  if (by < 0.05) {
    return { value, change: { way: 'same', by: 0 } };
  }
  return { value, change: { way: value > before ? 'up' : 'down', by } };
}

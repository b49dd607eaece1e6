/** Which days the dashboard counts, and which it compares them with. */
import type { z } from 'zod';
import type { overviewInput } from '../../../shared/schemas/adminOverview.ts';
import type { Span } from '../figures/lookup.ts';
import { DAY_MS, dayOf, earlierOf, plusDays, startOf } from '../figures/lookup.ts';

export interface Period {
  /** How many days it has, today included. */
  days: number;
  now: Span;
  /** As many days right before; its last day is cut at the same time of day as today is. */
  before: Span;
}

const daysOf = { today: 1, week: 7, month: 30, quarter: 90 } as const;

/** @returns a period that ends today at the latest. */
export function periodOf(input: z.infer<typeof overviewInput>, now: Date): Period {
  const today = dayOf(now);
  const { period } = input;
  const to = period === 'custom' ? earlierOf(input.to ?? today, today) : today;
  const first = period === 'custom' ? (input.from ?? to) : plusDays(to, 1 - daysOf[period]);
  const from = earlierOf(first, to);
  const days = Math.round((startOf(to).getTime() - startOf(from).getTime()) / DAY_MS) + 1;
  const isRunning = to === today;
  return {
    days,
    now: { from, to, until: isRunning ? now : null },
    before: {
      from: plusDays(from, -days),
      to: plusDays(to, -days),
      until: isRunning ? new Date(now.getTime() - days * DAY_MS) : null,
    },
  };
}

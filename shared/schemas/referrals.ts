import { z } from 'zod';
import { coinAmount, count, isoTime } from './primitives.ts';

export const referralsOutput = z.object({
  code: z.string(),
  link: z.string(),
  inviterBonus: coinAmount,
  friendBonus: coinAmount,
  topupPercent: count,
  invited: count,
  counted: count,
  earned: coinAmount,
  friends: z.array(
    z.object({
      name: z.string(),
      joinedAt: isoTime,
      /** When the friend's first generation was finished; null while waiting. */
      countedAt: isoTime.nullable(),
      bonus: coinAmount,
    }),
  ),
});
export type ReferralsOutput = z.infer<typeof referralsOutput>;

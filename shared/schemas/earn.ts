import { z } from 'zod';
import { coinAmount, count, isoTime, requestId } from './primitives.ts';

export const earnOutput = z.object({
  daily: z.object({
    /** Today's has been had. */
    claimed: z.boolean(),
    /** Days in a row, today included. */
    streakDays: count,
    /** What today brings. */
    today: coinAmount,
    /** What each day of a streak brings; the last one holds for all days after it. */
    amounts: z.array(coinAmount),
    /** When the next day begins; days are of UTC. */
    nextAt: isoTime,
  }),
  /** Null where there is no channel. */
  channel: z
    .object({
      /** `@name`; null for a channel without one. */
      name: z.string().nullable(),
      link: z.string(),
      /** It has been rewarded: once, whatever comes after. */
      joined: z.boolean(),
      freeOperations: count,
      freeTrainings: count,
    })
    .nullable(),
});
export type Earn = z.infer<typeof earnOutput>;

export const claimDailyInput = z.object({ requestId });
export const claimDailyOutput = earnOutput.extend({
  /** 0 when today's had been had before. */
  rewarded: coinAmount,
});

/** Membership is asked for anew with each call; what it brings is given once, so a repetition is harmless. */
export const joinChannelInput = z.object({ requestId });
export const joinChannelOutput = earnOutput.extend({
  outcome: z.enum(['rewarded', 'had', 'not_a_member']),
});

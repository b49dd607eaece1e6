import { z } from 'zod';
import { coinAmount, count, isoTime, requestId } from './primitives.ts';

export const earnOutput = z.object({
  daily: z.object({
    /** Today's has been received. */
    claimed: z.boolean(),
    /** Days in a row, today included. */
    streakDays: count,
    /** Today's reward. */
    today: coinAmount,
    /** The reward of each day of a streak; the last one applies to all days after it. */
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
      /** It has been rewarded: once per person. */
      joined: z.boolean(),
      freeOperations: count,
      freeTrainings: count,
    })
    .nullable(),
});
export type Earn = z.infer<typeof earnOutput>;

export const claimDailyInput = z.object({ requestId });
export const claimDailyOutput = earnOutput.extend({
  /** 0 when today's had been received before. */
  rewarded: coinAmount,
});

/** Membership is checked with each call; the reward is given once, so a repetition is harmless. */
export const joinChannelInput = z.object({ requestId });
export const joinChannelOutput = earnOutput.extend({
  outcome: z.enum(['rewarded', 'had', 'not_a_member']),
});

import { z } from 'zod';
import { rewardKinds } from '../closedSets.ts';
import { generationStatus } from './generation.ts';
import { paymentStatus } from './payments.ts';
import { coinAmount, count, id, localized } from './primitives.ts';

/** Events for an open app. They are hints: the app reads the data by procedures. */
export const liveEvent = z.discriminatedUnion('type', [
  /** Sent first on every connection; whatever was missed must be read again. */
  z.object({ type: z.literal('connected') }),
  z.object({ type: z.literal('balance') }),
  z.object({
    type: z.literal('generation'),
    id,
    status: generationStatus,
    progress: z.number().nullable(),
  }),
  z.object({ type: z.literal('payment'), id, status: paymentStatus, coins: coinAmount }),
  z.object({
    type: z.literal('level'),
    oldLevel: count,
    newLevel: count,
    totalXp: count,
    name: localized,
  }),
  z.object({
    type: z.literal('badge'),
    code: z.string(),
    name: localized,
    icon: z.string(),
    rarity: z.string(),
  }),
  /** A bot has recorded a training. */
  z.object({ type: z.literal('training') }),
  /** A copy of the person's data is ready. */
  z.object({ type: z.literal('export') }),
  /** The person's thread with support has changed; `answered`: by an answer. */
  z.object({ type: z.literal('support'), answered: z.boolean() }),
  z.object({ type: z.literal('reward'), kind: z.enum(rewardKinds), amount: coinAmount }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

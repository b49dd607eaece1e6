import { z } from 'zod';
import { promoKinds } from '../catalog/promoCodes.ts';
import { promoCodeText } from './payments.ts';
import { count, isoTime, requestId } from './primitives.ts';

export const redeemInput = z.object({ code: promoCodeText, requestId });
export const redeemOutput = z.object({
  code: z.string(),
  kind: z.enum(promoKinds),
  /** In the kind's unit: hundredths of a coin, operations, trainings, days. */
  value: count,
  /** For access and plan days: until when; null = for good. */
  until: isoTime.nullable(),
});
export type RedeemOutput = z.infer<typeof redeemOutput>;

import { z } from 'zod';
import { promoKinds } from '../catalog/promoCodes.ts';
import { promoCodeText } from './payments.ts';
import { count, isoTime, requestId } from './primitives.ts';

export const previewInput = z.object({ code: promoCodeText });
/** What a code would give now. */
export const previewOutput = z.object({
  /** As it is stored. */
  code: z.string(),
  kind: z.enum(promoKinds),
  /** In the kind's unit: hundredths of a coin, per cent, operations, trainings, days; 0 days of access = for good. */
  value: count,
});
export type PromoPreview = z.infer<typeof previewOutput>;

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

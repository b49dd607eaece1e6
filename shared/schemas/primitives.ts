/** The small shapes that the procedures share. Bounds are named once, here. */
import { z } from 'zod';
import { MAX_COINS } from '../coins.ts';

/** Text that PostgreSQL can hold: well-formed Unicode, no NUL. `max` counts UTF-16 units. */
export function plainText(max: number, min = 0) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not plain text');
}

/** Chosen by the client, once per intent: sent again with the same input it gives the same answer. */
export const requestId = z.uuid();
export const id = z.uuid();
export const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
/** Opaque place in a list; comes from the page before. */
export const cursor = z.string().regex(/^[\w-]{1,200}$/);
export const isoTime = z.iso.datetime({ offset: true });
/** Hundredths of a coin, signed. */
export const coinAmount = z.int().min(-MAX_COINS).max(MAX_COINS);
export const count = z.int().min(0);
export const pageSize = z.int().min(1).max(100).default(30);
export const language = z.enum(['ru', 'en']);
export type Language = z.infer<typeof language>;
/** A text in both languages of the app. */
export const localized = z.object({ ru: z.string(), en: z.string() });
export type Localized = z.infer<typeof localized>;

export const assets = ['coins', 'free_operations', 'credits', 'free_trainings', 'xp'] as const;
export const asset = z.enum(assets);
export type Asset = z.infer<typeof asset>;

/** Who pays for a generation, in the order in which they are asked. */
export const paidWithValues = [
  'free',
  'free_access',
  'plan',
  'free_operations',
  'credits',
  'coins',
] as const;
export const paidWith = z.enum(paidWithValues);
export type PaidWith = z.infer<typeof paidWith>;

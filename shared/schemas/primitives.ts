/** The small shapes that the procedures share. Bounds are named once, here. */
import { z } from 'zod';
import { MAX_COINS } from '../coins.ts';
import { type Language, type Localized, languages } from '../language.ts';
import { hasVisibleText } from '../visibleText.ts';

/** Text that PostgreSQL can hold: well-formed Unicode, no NUL. `max` counts UTF-16 units. */
export function plainText(max: number, min = 0) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not plain text');
}

/** A search text, without the surrounding spaces and invisible marks of pasted text. */
export function searchText(max: number) {
  return plainText(max).transform((text) => text.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, ''));
}

/** Plain text for a reader: trimmed, and with at least one visible character. */
export function visibleText(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'not plain text')
    .refine(hasVisibleText, 'nothing to be seen');
}

/** Chosen by the client, once per intent: a repetition with the same input gets the same answer. */
export const requestId = z.uuid();
export const id = z.uuid();
export const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
/** A row's number in the database: whole, positive, and exact in JavaScript. */
export const rowId = z.int().positive();
/** A row's number as records of every kind name their keys: in text. */
export const rowKey = z.string().regex(/^[0-9]{1,15}$/);
/** Place in a list: a descending row number, or how many rows come before; taken from the page before. */
export const rowCursor = z.string().regex(/^[0-9]{1,15}$/);
/** Place in a list that is ordered by a descending uuid; taken from the page before. */
export const idCursor = z.uuid();
/** Place in a list that is ordered by a descending number and then by a descending row number. */
export const sortCursor = z.string().regex(/^[0-9]{1,16}\.[0-9]{1,15}$/);
/**
 * A time in an answer. YYYY-MM-DD, of this millennium: PostgreSQL knows no year 0, and figures none before
 * the product.
 */
/** YYYY-MM-DD, of this millennium: PostgreSQL knows no year 0, and figures none before the product. */
export const calendarDay = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2999-12-31', 'a day of this millennium');

export const isoTime = z.iso.datetime({ offset: true });

/** The times that an input may name; the database holds them to the same years. */
const MIN_TIME = Date.UTC(1970, 0, 1);
const MAX_TIME = Date.UTC(2999, 11, 31, 23, 59, 59, 999);

/**
 * A time in an input, normalised to UTC with milliseconds. PostgreSQL knows no year 0 and no offset of
 * sixteen hours, and a year beyond 9999 could be stored but not written in this format.
 */
export const time = isoTime
  .refine((text) => {
    const moment = Date.parse(text);
    return moment >= MIN_TIME && moment <= MAX_TIME;
  }, 'a time that cannot be held')
  .transform((text) => new Date(text).toISOString());

/** An IANA zone such as Europe/Moscow, checked by the runtime's own table. */
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, 'unknown time zone')
  .meta({ format: 'time-zone' });

/** Hundredths of a coin, signed. */
export const coinAmount = z.int().min(-MAX_COINS).max(MAX_COINS);
export const count = z.int().min(0);
export const pageSize = z.int().min(1).max(100).default(30);
export const language = z.enum(languages);
export type { Language, Localized };
/** A text in every language of the app. */
export const localized = z.object({ ru: z.string(), en: z.string() } satisfies Record<
  Language,
  z.ZodString
>);

export const assets = ['coins', 'free_operations', 'credits', 'free_trainings', 'xp'] as const;
export const asset = z.enum(assets);
export type Asset = z.infer<typeof asset>;

/** The payers of a generation, in the order in which they are tried. */
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

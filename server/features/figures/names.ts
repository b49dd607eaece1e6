/** The figures that are kept for each day in UTC, and what their keys are. */
import { MAX_PERIOD_DAYS } from '../../../shared/closedSets.ts';

/** Those that add up over days. */
export const sums = [
  /** Money that was paid, by `provider:currency`, in the currency's smallest unit; and how many charges. */
  'paid',
  'charges',
  /** Money that was refunded on this day, whenever it was taken; and the number of refunds. */
  'returned',
  'returns',
  /** People who paid for the first time. */
  'first_payers',
  /** People whom a bot has met. */
  'new_people',
  /** People who opened the app for the first time; of those, who made a work or paid within 30 days. */
  'launched',
  'launched_worked',
  'launched_paid',
  /** Works ordered on this day by how they ended, and by `outcome:model`. */
  'works',
  'generations',
  /** Hundredths of coins by the kind of movement, signed. */
  'coins',
  /** People who came by an invite; those whose invite has been counted; what they paid, by currency. */
  'invited',
  'invited_counted',
  'invited_paid',
  /** Uses of promo codes by code, and what was paid with them by `currency:code`. */
  'promo_uses',
  'promo_paid',
] as const;

/** Those that do not add up: distinct people over one day, or the 7 or 30 days that end with it. */
export const states = [
  /** By `1`, `7` and `30`. Of an hour: people whose first movement of the day was in it. */
  'active',
  /**
   * People who paid on the day, by how many days ago they had paid before, MAX_PAYER_GAP for longer or never.
   * The different payers of consecutive days are those whose gap reaches back before the first of them. A day that has
   * been counted has the key `0` with the value 0.
   */
  'payers',
  /** Of a Monday: people who were active in its week, by the Monday of the week of their first launch. */
  'retained',
  /** When the day or the hour was counted, Unix seconds. */
  'counted_at',
] as const;

export const figureNames = [...sums, ...states] as const;
export type FigureName = (typeof figureNames)[number];

/** No period that the dashboard offers reaches further back. */
export const MAX_PAYER_GAP = MAX_PERIOD_DAYS;

/** One figure with its key. */
export interface Counted {
  figure: FigureName;
  key: string;
  value: number;
}

/** Of one hour. */
export interface CountedInHour extends Counted {
  hour: Date;
}

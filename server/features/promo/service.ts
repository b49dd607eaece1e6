/** Promo codes: redeemed, reserved for an order, made by admins. */
export { createCodes, listUses } from './adminPromo.ts';
export {
  assertKnown,
  claimDiscount,
  hasDiscount,
  previewDiscount,
  releaseReservation,
  reserveDiscount,
} from './discounts.ts';
export { guess } from './guesses.ts';
export { promoRecords } from './records.ts';
export { redeemNow } from './redeem.ts';

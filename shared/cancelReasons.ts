/** Why an order was not paid. Unknown reasons are shown by a general sentence. */

/** Our own reasons. */
export const ownCancelReasons = [
  'by_person',
  'not_paid_in_time',
  'by_provider',
  /** A later order holds its discount. */
  'replaced',
  /** Another order has used its discount. */
  'discount_used',
  /** Telegram closed its payment sheet without taking the Stars: mostly there are too few. */
  'stars_not_taken',
  'refused_by_provider',
] as const;
export type OwnCancelReason = (typeof ownCancelReasons)[number];

/** YooKassa's: https://yookassa.ru/developers/payment-acceptance/after-the-payment/declined-payments */
export const cancelReasons = [
  ...ownCancelReasons,
  '3d_secure_failed',
  'call_issuer',
  'canceled_by_merchant',
  'card_expired',
  'country_forbidden',
  'expired_on_capture',
  'expired_on_confirmation',
  'fraud_suspected',
  'general_decline',
  'identification_required',
  'insufficient_funds',
  'internal_timeout',
  'invalid_card_number',
  'invalid_csc',
  'issuer_unavailable',
  'payment_method_limit_exceeded',
  'payment_method_restricted',
  'permission_revoked',
  'unsupported_mobile_operator',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Who ended it: decides the title of the payment's last step. */
export type CancelParty = 'person' | 'time' | 'bank' | 'shop' | 'app' | 'telegram';

const parties: Partial<Record<CancelReason, CancelParty>> = {
  by_person: 'person',
  not_paid_in_time: 'time',
  expired_on_confirmation: 'time',
  expired_on_capture: 'time',
  replaced: 'app',
  discount_used: 'app',
  by_provider: 'shop',
  stars_not_taken: 'telegram',
  refused_by_provider: 'shop',
  canceled_by_merchant: 'shop',
  fraud_suspected: 'shop',
  country_forbidden: 'shop',
  identification_required: 'shop',
  internal_timeout: 'shop',
};

export function knownCancelReason(reason: string | null): CancelReason | null {
  return cancelReasons.find((known) => known === reason) ?? null;
}

/** Whether the bank, or Telegram for Stars, has refused the payment: nobody has cancelled it. */
export function isDeclined({ status, cancelReason }: EndedPayment): boolean {
  const party = cancelPartyOf(cancelReason);
  return status === 'cancelled' && (party === 'bank' || party === 'telegram');
}

interface EndedPayment {
  status: string;
  cancelReason: string | null;
}

/** Null where the reason is not known. */
export function cancelPartyOf(reason: string | null): CancelParty | null {
  const known = knownCancelReason(reason);
  return known && (parties[known] ?? 'bank');
}

import {
  type CancelParty,
  cancelPartyOf,
  knownCancelReason,
} from '../../../shared/cancelReasons.ts';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useText } from '../../i18n/useText.ts';

/** What a payment that came to nothing says: why, and what its last step is called. */
export interface CancelText {
  sentence: string | null;
  step: string | null;
}

/** Whoever gave up, or let the time pass, needs no explanation in a list. */
const plain: readonly (CancelParty | null)[] = ['person', 'time'];

export function useCancelText() {
  const t = useText('payments');
  return (
    { status, cancelReason }: Pick<Payment, 'status' | 'cancelReason'>,
    { short = false, forAdmins = false }: { short?: boolean; forAdmins?: boolean } = {},
  ): CancelText => {
    if ((status !== 'cancelled' && status !== 'expired') || cancelReason === null) {
      return { sentence: null, step: null };
    }
    const party = cancelPartyOf(cancelReason);
    const known = knownCancelReason(cancelReason);
    // Who can look it up at the provider is told the provider's own word.
    const word = known === null && forAdmins ? ` ${cancelReason}` : '';
    const why = t(`reasons.${known ?? 'other'}`) + word;
    return {
      sentence: short ? (plain.includes(party) ? null : why) : `${why} ${t('nothingCharged')}`,
      step: party && t(`ended.${party}`),
    };
  };
}

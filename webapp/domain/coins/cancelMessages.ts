import {
  type CancelParty,
  cancelPartyOf,
  knownCancelReason,
} from '../../../shared/cancelReasons.ts';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useText } from '../../i18n/useText.ts';

/** The texts of an unpaid payment: the reason, and the title of its last step. */
export interface CancelText {
  sentence: string | null;
  step: string | null;
}

/** Cancelled by the person or expired: no explanation is needed in a list. */
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
    // Members of the team, who can look it up at the provider, see the provider's own code.
    const word = known === null && forAdmins ? ` ${cancelReason}` : '';
    const why = t(`reasons.${known ?? 'other'}`) + word;
    return {
      sentence: short ? (plain.includes(party) ? null : why) : `${why} ${t('nothingCharged')}`,
      step: party && t(`ended.${party}`),
    };
  };
}

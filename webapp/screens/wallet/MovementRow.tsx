import { useQuery } from '@tanstack/react-query';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import { useTRPC } from '../../api/client.ts';
import { LedgerRow } from '../../components/LedgerRow.tsx';
import { push } from '../../navigation/history.ts';
import { paymentPath } from '../topup/SuccessView.tsx';
import { movementLook } from './movementLook.ts';
import { useMovementWords } from './movementWords.ts';

/** One movement in the person's words; a tap leads to what it was about. */
export function MovementRow({ item }: { item: HistoryItem }) {
  const words = useMovementWords();
  const outcome = useOutcome(item);
  const path = pathOf(item);
  const look = movementLook(item);
  return (
    <LedgerRow
      icon={look.icon}
      kind={look.kind}
      isReturn={item.kind === 'generation_refund'}
      reason={words.reason(item, outcome)}
      details={words.details(item)}
      amount={item.amount}
      {...(item.asset !== 'coins' && { unit: words.unit(item) })}
      balanceAfter={item.balanceAfter}
      {...(path !== null && { onClick: () => void push(path) })}
    />
  );
}

/** What came of the work behind a return; the answer never changes again. */
function useOutcome({ kind, subject }: HistoryItem): 'cancelled' | 'failed' | null {
  const trpc = useTRPC();
  const id = kind === 'generation_refund' && subject?.type === 'generation' ? subject.id : null;
  const { data } = useQuery({
    ...trpc.generation.get.queryOptions({ id: id ?? '' }),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data?.status === 'cancelled' || data?.status === 'failed' ? data.status : null;
}

/** Where more about it stands; null for what is said by the line itself. */
function pathOf({ kind, subject }: HistoryItem): string | null {
  switch (subject?.type) {
    case 'generation':
      return `/job/${subject.id}`;
    case 'payment':
      return paymentPath(subject.id);
    case 'promo':
      return null;
    default:
      return elsewhere[kind] ?? null;
  }
}

const elsewhere: Record<string, string> = {
  webinar_reward: '/events',
  webinar_reward_reversal: '/events',
  direction_reward: '/events',
  referral_bonus: '/progress/invite',
  referral_bonus_reversal: '/progress/invite',
  referral_share: '/progress/invite',
  referral_share_reversal: '/progress/invite',
  level_reward: '/progress',
};

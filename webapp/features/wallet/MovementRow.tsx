import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import { useTRPC } from '../../api/client.ts';
import { LedgerRow } from '../../domain/coins/LedgerRow.tsx';
import { movementLook } from '../../domain/coins/movementLook.ts';
import { type Outcome, useMovementText } from '../../domain/coins/movementMessages.ts';
import { push } from '../../ui/navigation/history.ts';

/** One movement in plain words; a tap opens what it was about. */
export const MovementRow = memo(function MovementRow({ item }: { item: HistoryItem }) {
  return item.kind === 'generation_refund' ? <ReturnRow item={item} /> : <Line item={item} />;
});

/** A refund with its reason, which is read from the work and never changes again. */
function ReturnRow({ item }: { item: HistoryItem }) {
  const trpc = useTRPC();
  const id = item.subject?.type === 'generation' ? item.subject.id : null;
  const { data } = useQuery({
    ...trpc.generation.get.queryOptions({ id: id ?? '' }),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { status } = data ?? {};
  const known = status === 'cancelled' || status === 'failed';
  return <Line item={item} outcome={known ? status : null} />;
}

function Line({ item, outcome = null }: { item: HistoryItem; outcome?: Outcome | null }) {
  const movementText = useMovementText();
  const path = pathOf(item);
  const look = movementLook(item);
  return (
    <LedgerRow
      icon={look.icon}
      kind={look.kind}
      isReturn={item.kind === 'generation_refund'}
      reason={movementText.reason(item, outcome)}
      details={movementText.details(item)}
      amount={item.amount}
      {...(item.asset !== 'coins' && { unit: (count: number) => movementText.unit(item, count) })}
      balanceAfter={item.balanceAfter}
      {...(path !== null && { onClick: () => void push(path) })}
    />
  );
}

/** The page with more about it; null when there is none. */
function pathOf({ kind, subject }: HistoryItem): string | null {
  switch (subject?.type) {
    case 'generation':
      return `/job/${subject.id}`;
    case 'payment':
      return `/wallet/payments?id=${subject.id}`;
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
  daily_reward: '/events',
  referral_bonus: '/progress/invite',
  referral_bonus_reversal: '/progress/invite',
  referral_share: '/progress/invite',
  referral_share_reversal: '/progress/invite',
  level_reward: '/progress',
};

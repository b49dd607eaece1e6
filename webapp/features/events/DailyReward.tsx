import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import Flame from 'lucide-react/icons/flame';
import type { Earn } from '../../../shared/schemas/earn.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Card.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { toast } from '../../ui/toasts.ts';
import './earn.css';
import { useTakeEarn } from './useTakeEarn.ts';

/**
 * Coins for opening the app, rising from day to day of a streak; nothing is shown where admins have set none.
 */
export function DailyReward() {
  const t = useText('events');
  const f = useFormat();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.earn.get.queryOptions());
  const daily = data?.daily;
  if (daily?.amounts.every((amount) => amount === 0)) {
    return null;
  }
  const streak = daily && daily.streakDays > 1 && (
    <Tag kind="act" icon={Flame}>
      {t('daily.streak', { count: daily.streakDays, number: f.number(daily.streakDays) })}
    </Tag>
  );
  return (
    <Section title={t('daily.title')} aside={streak}>
      {daily ? (
        <Days daily={daily} />
      ) : error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={148} radius={16} />
      )}
    </Section>
  );
}

function Days({ daily }: { daily: Earn['daily'] }) {
  const t = useText('events');
  const f = useFormat();
  const online = useOnline();
  const { claim, busy } = useClaim();
  const { claimed, streakDays, today, amounts, nextAt } = daily;
  const last = amounts.length;
  const current = Math.min(streakDays, last);
  const next = amounts[Math.min(streakDays, last - 1)] ?? 0;
  return (
    <Card pad={12}>
      <ol className="daily" aria-label={t('daily.days')}>
        {amounts.map((amount, at) => {
          const day = at + 1;
          const had = day < current || (day === current && claimed);
          return (
            <li
              key={day}
              className={cx(had && 'had', day === current && 'now')}
              aria-current={day === current ? 'date' : undefined}
            >
              <span className="cap t2 num">{day === last ? `${day}+` : day}</span>
              <b className="num">{had ? <Icon icon={Check} size={16} /> : f.coins(amount)}</b>
              <span className="vh">
                {had
                  ? t('daily.had', { coins: f.coinsInWords(amount) })
                  : t('daily.brings', { coins: f.coinsInWords(amount, 'accusative') })}
              </span>
            </li>
          );
        })}
      </ol>
      {claimed ? (
        <p className="sub t2 daily-next">
          {t('daily.next', { coins: f.coinsInWords(next), time: f.time(nextAt) })}
        </p>
      ) : (
        <Button wide busy={busy} disabled={!online || today === 0} onClick={claim}>
          {t('daily.claim', { coins: f.coinsInWords(today, 'accusative') })}
        </Button>
      )}
    </Card>
  );
}

/** Repetitions of one tap send the same request id. */
function useClaim() {
  const t = useText('events');
  const f = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const take = useTakeEarn();
  const ids = useRequestId();
  const { mutate, isPending } = useMutation(
    trpc.earn.claimDaily.mutationOptions({
      onSuccess: ({ rewarded, ...now }) => {
        ids.renew();
        take(now);
        if (rewarded > 0) {
          notify('success');
          toast(t('daily.received', { coins: f.coinsInWords(rewarded) }));
        }
      },
      onError: (error) => {
        toast(errorSentence(error), { kind: 'error' });
        void client.invalidateQueries({ queryKey: trpc.earn.pathKey() });
      },
    }),
  );
  return { claim: () => mutate({ requestId: ids.forInput('daily') }), busy: isPending };
}

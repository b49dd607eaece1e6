import { useQuery } from '@tanstack/react-query';
import CalendarDays from 'lucide-react/icons/calendar-days';
import Gift from 'lucide-react/icons/gift';
import { Suspense, useState } from 'react';
import type { Me } from '../../../shared/schemas/me.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useIsMeStale } from '../../api/useMe.ts';
import { BalanceCard } from '../../domain/coins/BalanceCard.tsx';
import { takeWelcomeCoins } from '../../domain/coins/welcomeCoins.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { optionalPart } from '../../ui/optionalPart.ts';
import { Tag } from '../../ui/Tag.tsx';

const CoinFlight = optionalPart(async () => (await import('./CoinFlight.tsx')).CoinFlight);

/** The balance, how many works it pays for, and the two ways to add to it. */
export function HomeBalance({ me }: { me: Me }) {
  const t = useText('home');
  const openTopUp = useSheet('topup');
  const openPromo = useSheet('promo');
  const { coins } = me.balance;
  const worth = useWorth();
  const isStale = useIsMeStale();
  const online = useOnline();
  const isRefreshed = isStale && online;
  // A newcomer's coins are animated: the number counts up from the balance without them.
  const [arriving] = useState(takeWelcomeCoins);
  return (
    <>
      <BalanceCard
        coins={coins}
        from={arriving > 0 ? Math.max(0, coins - arriving) : undefined}
        tag={<BalanceTag me={me} />}
        worth={isRefreshed ? t('refreshed') : worth}
        old={isRefreshed}
        onTopUp={() => openTopUp({})}
        onPromo={() => openPromo({})}
        topUpLabel={t('topUp')}
        promoLabel={t('promo')}
      />
      {arriving > 0 && (
        <Suspense>
          <CoinFlight />
        </Suspense>
      )}
    </>
  );
}

function useWorth(): string {
  const t = useText('home');
  const f = useFormat();
  const trpc = useTRPC();
  const worth = useQuery(trpc.wallet.get.queryOptions()).data?.worth;
  if (!worth) {
    return '';
  }
  const images = t('worth.image', { count: worth.images, number: f.number(worth.images) });
  if (worth.videos > 0) {
    const videos = t('worth.video', { count: worth.videos, number: f.number(worth.videos) });
    return t('worth.both', { images, videos });
  }
  return worth.images > 0 ? t('worth.images', { images }) : t('worth.none');
}

/** The payer that comes before coins: free access, the plan, or free operations. */
function BalanceTag({ me: { freeAccess, plan, balance } }: { me: Me }) {
  const t = useText('home');
  const f = useFormat();
  const day = (when: string) => f.shortDate(when);
  const counted = (key: 'chip.free' | 'chip.credits', count: number) =>
    t(key, { count, number: f.number(count) });
  if (freeAccess) {
    const { until } = freeAccess;
    const text = until ? t('chip.accessUntil', { date: day(until) }) : t('chip.access');
    return tag(Gift, text);
  }
  if (plan && plan.kind !== 'CREDITS') {
    const name = t(`plans.${plan.kind}`);
    return tag(
      CalendarDays,
      plan.endsAt ? t('chip.plan', { plan: name, date: f.date(plan.endsAt) }) : name,
    );
  }
  if (balance.freeOperations > 0) {
    return tag(Gift, counted('chip.free', balance.freeOperations));
  }
  return balance.credits > 0 ? tag(CalendarDays, counted('chip.credits', balance.credits)) : null;
}

function tag(icon: typeof Gift, text: string) {
  return (
    <Tag kind="act" icon={icon}>
      {text}
    </Tag>
  );
}

import { useQuery } from '@tanstack/react-query';
import CalendarCheck from 'lucide-react/icons/calendar-check';
import { useState } from 'react';
import type { ProviderTotals } from '../../../../shared/schemas/adminPayments.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton, Skeleton } from '../../../ui/Skeleton.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { usePaymentText } from './texts.ts';

type Day = ProviderTotals['items'][number];

const SHOWN_DAYS = 30;
const DAY_MS = 86_400_000;
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** Each day of a provider: our totals beside those of its own list. */
export function DayTotals() {
  const t = usePaymentText();
  const trpc = useTRPC();
  const [span] = useState(() => ({ from: dayAgo(SHOWN_DAYS - 1), to: dayAgo(0) }));
  const days = useQuery(trpc.admin.providerTotals.queryOptions(span));
  if (!days.data) {
    return days.error ? (
      <QueryError error={days.error} onRetry={() => void days.refetch()} />
    ) : (
      <RowsSkeleton rows={6} />
    );
  }
  if (days.data.items.length === 0) {
    return <Empty icon={CalendarCheck} title={t('days.none')} text={t('days.noneText')} />;
  }
  return (
    <ul className="rows" aria-label={t('days.label')}>
      {days.data.items.map((day) => (
        <DayRow key={`${day.day} ${day.provider} ${day.currency}`} day={day} />
      ))}
    </ul>
  );
}

function DayRow({ day }: { day: Day }) {
  const t = usePaymentText();
  const f = useFormat();
  const [open, setOpen] = useState(false);
  const isRunning = day.day === dayAgo(0);
  return (
    <li className="admin-day-row">
      <div className="flex g8">
        <b className="sub-m grow">
          {f.shortDate(`${day.day}T12:00`)} · {t(`providers.${day.provider}`)}
        </b>
        <Tag kind={day.differs ? 'bad' : isRunning ? 'neutral' : 'ok'}>
          {t(day.differs ? 'days.differs' : isRunning ? 'days.running' : 'days.fits')}
        </Tag>
      </div>
      <p className="cap t2 num">
        {t('days.ours')}: <Totals day={day} totals={day.ours} />
      </p>
      <p className="cap t2 num">
        {t('days.theirs')}:{' '}
        {day.theirs ? <Totals day={day} totals={day.theirs} /> : t('days.unread')}
      </p>
      {day.differs && !open && (
        <Button kind="gray" size="sm" onClick={() => setOpen(true)}>
          {t('days.open')}
        </Button>
      )}
      {open && <Differences day={day} />}
    </li>
  );
}

function Totals({ day, totals }: { day: Day; totals: Day['ours'] }) {
  const t = usePaymentText();
  const f = useFormat();
  const parts = [
    t('days.charges', { count: totals.charges }),
    f.money(totals.paid, day.currency),
    ...(totals.returned > 0
      ? [t('days.back', { sum: f.money(totals.returned, day.currency) })]
      : []),
  ];
  return parts.join(' · ');
}

/** The charges that differ between the two sides. */
function Differences({ day: { provider, day, currency } }: { day: Day }) {
  const t = usePaymentText();
  const f = useFormat();
  const trpc = useTRPC();
  const list = useQuery(trpc.admin.providerDay.queryOptions({ provider, day }, { staleTime: 0 }));
  if (!list.data) {
    return list.error ? (
      <QueryError error={list.error} onRetry={() => void list.refetch()} />
    ) : (
      <Skeleton height={40} />
    );
  }
  const sum = (amount: number | null) =>
    amount === null ? t('days.missing') : f.money(amount, currency);
  return list.data.items.length === 0 ? (
    <p className="cap t2">{t('days.nothing')}</p>
  ) : (
    <ul className="admin-differences">
      {list.data.items.map(({ kind, chargeId, ours, theirs }) => (
        <li key={`${kind} ${chargeId}`} className="cap num">
          {t(`days.${kind}`)} <span className="mono admin-key">{chargeId}</span>:{' '}
          {t('days.ourSide', { sum: sum(ours) })}, {t('days.theirSide', { sum: sum(theirs) })}
        </li>
      ))}
    </ul>
  );
}

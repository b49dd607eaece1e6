import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import Eye from 'lucide-react/icons/eye';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TRPCProvider, useTRPC } from '../../../api/client.ts';
import { useMe } from '../../../api/useMe.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Note } from '../../../ui/Note.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Row, Rows } from '../../../ui/Row.tsx';
import { Segment } from '../../../ui/Segment.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { HomeOverview } from '../../home/index.ts';
import { usePersonText } from './texts.ts';
import { createViewClient } from './viewClient.ts';

export interface PersonViewProps {
  name: string;
  token: string;
  expiresAt: string;
}

/** The app's own components with a person's data; read only. */
export function PersonView({ name, token, expiresAt }: PersonViewProps) {
  const t = usePersonText();
  const f = useFormat();
  const [{ client, cache }] = useState(() => createViewClient(token));
  const isOver = useIsOver(expiresAt);
  if (isOver) {
    return <Note>{t('openAs.over')}</Note>;
  }
  return (
    <div className="stack">
      <Note kind="act" icon={Eye}>
        {t('openAs.banner', { name, time: f.time(expiresAt) })}
      </Note>
      <QueryClientProvider client={cache}>
        <TRPCProvider trpcClient={client} queryClient={cache}>
          <Parts />
        </TRPCProvider>
      </QueryClientProvider>
    </div>
  );
}

function useIsOver(expiresAt: string): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Date.parse(expiresAt) - Date.now());
    return () => clearTimeout(timer);
  }, [expiresAt]);
  return over;
}

const parts = ['home', 'wallet'] as const;

function Parts() {
  const t = usePersonText();
  const trpc = useTRPC();
  const [part, setPart] = useState<(typeof parts)[number]>('home');
  const me = useMe();
  const { error, refetch } = useQuery(trpc.me.get.queryOptions());
  if (!me) {
    return error ? (
      <QueryError error={error} onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton rows={6} />
    );
  }
  return (
    <>
      <Segment
        label={t('openAs.title')}
        items={parts.map((value) => ({ value, label: t(`openAs.${value}`) }))}
        value={part}
        onChange={setPart}
      />
      {part === 'home' ? (
        <ReadOnly>
          <HomeOverview me={me} />
        </ReadOnly>
      ) : (
        <Figures />
      )}
    </>
  );
}

/** The numbers of the wallet, the gallery and the invite screen. */
function Figures() {
  const t = usePersonText();
  const f = useFormat();
  const trpc = useTRPC();
  const wallet = useQuery(trpc.wallet.get.queryOptions());
  const counts = useQuery(trpc.gallery.counts.queryOptions());
  const friends = useQuery(trpc.referrals.get.queryOptions());
  const progress = useQuery(trpc.progress.get.queryOptions());
  const error = [wallet, counts, friends, progress].find((query) => query.error)?.error;
  if (error) {
    return <QueryError error={error} onRetry={() => void wallet.refetch()} />;
  }
  if (!wallet.data || !counts.data || !friends.data || !progress.data) {
    return <RowsSkeleton rows={8} />;
  }
  const { balance, plan } = wallet.data;
  const runsUntil = plan?.endsAt && t('openAs.untilDate', { date: f.date(plan.endsAt) });
  return (
    <Rows label={t('openAs.wallet')}>
      <Row title={t('openAs.coins')} value={f.coins(balance.coins)} />
      <Row title={t('openAs.plan')} value={runsUntil ?? t('openAs.noPlan')} />
      <Row title={t('openAs.freeOperations')} value={f.amount(balance.freeOperations)} />
      <Row title={t('openAs.credits')} value={f.amount(balance.credits)} />
      <Row title={t('openAs.freeTrainings')} value={f.amount(balance.freeTrainings)} />
      <Row title={t('openAs.images')} value={f.amount(counts.data.images)} />
      <Row title={t('openAs.videos')} value={f.amount(counts.data.videos)} />
      <Row title={t('openAs.favourites')} value={f.amount(counts.data.favourites)} />
      <Row title={t('openAs.trash')} value={f.amount(counts.data.trash)} />
      <Row title={t('openAs.friends')} value={f.amount(friends.data.counted)} />
      <Row title={t('openAs.xp')} value={f.amount(progress.data.xp)} />
    </Rows>
  );
}

/** Taps and keys have no effect inside; screen readers can still read it. */
function ReadOnly({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stop = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    const element = box.current;
    element?.addEventListener('click', stop, { capture: true });
    return () => element?.removeEventListener('click', stop, { capture: true });
  }, []);
  return (
    <div ref={box} className="admin-view">
      {children}
    </div>
  );
}

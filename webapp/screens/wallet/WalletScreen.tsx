import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTRPC } from '../../api/client.ts';
import { Page } from '../../components/Page.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { RowsSkeleton, Skeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';
import { BalanceRow } from './BalanceRow.tsx';
import { PlanPart } from './PlanPart.tsx';
import { PromoField } from './PromoField.tsx';
import './wallet.css';

// The virtual list comes with the first visit.
const History = lazy(async () => ({ default: (await import('./History.tsx')).History }));

/** What I have, what my plan covers, and an honest history. */
export function WalletScreen() {
  const t = useText('wallet');
  const trpc = useTRPC();
  const wallet = useQuery(trpc.wallet.get.queryOptions());
  if (wallet.error && !wallet.data) {
    return (
      <Page>
        <h1 className="vh">{t('title')}</h1>
        <QueryError page error={wallet.error} onRetry={() => void wallet.refetch()} />
      </Page>
    );
  }
  return (
    <Page className="rooted">
      <h1 className="vh">{t('title')}</h1>
      <div className="pad stack wallet-top">
        {wallet.data ? (
          <>
            <BalanceRow coins={wallet.data.balance.coins} />
            <PlanPart wallet={wallet.data} />
          </>
        ) : (
          <div className="stack" aria-busy="true">
            <Skeleton height={76} radius={16} />
            <Skeleton height={128} radius={16} />
          </div>
        )}
        <PromoField />
      </div>
      <Suspense fallback={<RowsSkeleton rows={6} />}>
        <History version={wallet.dataUpdatedAt} />
      </Suspense>
    </Page>
  );
}

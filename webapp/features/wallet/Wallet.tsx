import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { InTurn } from '../../ui/InTurn.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BalanceRow } from './BalanceRow.tsx';
import { History } from './History.tsx';
import { PlanPart } from './PlanPart.tsx';
import { PromoField } from './PromoField.tsx';
import './wallet.css';

/** The balance, what the plan covers, and the history. */
export function Wallet() {
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
      <InTurn rest={null}>
        <div className="pad stack wallet-top">
          {wallet.data ? (
            <>
              <BalanceRow coins={wallet.data.balance.coins} />
              <PlanPart wallet={wallet.data} />
            </>
          ) : (
            <WalletSkeleton />
          )}
          <PromoField />
        </div>
        <History version={wallet.dataUpdatedAt} />
      </InTurn>
    </Page>
  );
}

/** Shown while the balance and the plan are loading. */
function WalletSkeleton() {
  return (
    <div className="stack" aria-busy="true">
      <Skeleton height={76} radius={16} />
      <Skeleton height={128} radius={16} />
    </div>
  );
}

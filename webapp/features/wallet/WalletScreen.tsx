import { Suspense } from 'react';
import { lazyPart } from '../../app/lazyPart.ts';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import './wallet.css';
import { WalletSkeleton } from './WalletSkeleton.tsx';

const Wallet = lazyPart(async () => (await import('./Wallet.tsx')).Wallet);

/** `/wallet`. The tab is there at once; the rest comes with its first visit. */
export function WalletScreen() {
  return (
    <Suspense fallback={<Waiting />}>
      <Wallet />
    </Suspense>
  );
}

function Waiting() {
  const t = useText();
  return (
    <Page className="rooted">
      <h1 className="vh">{t('tabs.wallet')}</h1>
      <div className="pad stack wallet-top">
        <WalletSkeleton />
      </div>
      <RowsSkeleton rows={6} />
    </Page>
  );
}

import { BalanceCard } from '../../domain/coins/BalanceCard.tsx';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/Skeleton.tsx';
import './home.css';

const nothing = () => undefined;

/** Home before any data, in its final geometry. */
export function HomeSkeleton() {
  const t = useText();
  return (
    <Page className="rooted">
      <div aria-busy="true">
        <span className="vh">{t('loading')}</span>
        <div className="prof">
          <Skeleton width={68} height={68} radius={34} />
          <div className="grow">
            <Skeleton width={150} height={20} />
            <Skeleton width={110} height={14} radius={6} gap={8} />
          </div>
        </div>
        <div className="pad">
          <BalanceCard
            coins={null}
            onTopUp={nothing}
            onPromo={nothing}
            topUpLabel=""
            promoLabel=""
          />
        </div>
        <div className="sec">
          <Skeleton width={80} height={28} radius={6} />
          <Skeleton height={44} radius={22} gap={8} />
        </div>
        <div className="sec">
          <Skeleton width={96} height={20} radius={6} />
          <div className="flex g16" style={{ marginTop: 16, overflow: 'hidden' }}>
            {[1, 2, 3, 4, 5].map((i) => (
              <span key={i} style={{ flex: 'none' }}>
                <Skeleton width={60} height={60} radius={30} />
              </span>
            ))}
          </div>
        </div>
        <div className="sec">
          <Skeleton width={150} height={20} radius={6} />
          <div style={{ marginTop: 14 }}>
            <RowsSkeleton rows={5} reward />
          </div>
        </div>
      </div>
    </Page>
  );
}

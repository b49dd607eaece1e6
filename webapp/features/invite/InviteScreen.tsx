import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Coin } from '../../ui/Coin.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/Skeleton.tsx';
import '../../ui/tiles.css';
import { Stat } from '../../ui/Stat.tsx';
import { Friends } from './Friends.tsx';
import { InviteCard } from './InviteCard.tsx';
import './invite.css';

/** The personal link, its rewards, and invited friends. */
export function InviteScreen() {
  const t = useText('invite');
  const f = useFormat();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.referrals.get.queryOptions());
  if (!data) {
    return (
      <Page>
        {error ? <QueryError page error={error} onRetry={() => void refetch()} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <Page>
      <div className="pad stack invite">
        <InviteCard referrals={data} />
        <div className="grid3">
          <Stat name={t('invited')}>{f.amount(data.invited)}</Stat>
          <Stat name={t('counted')}>{f.amount(data.counted)}</Stat>
          <Stat name={t('earned')}>
            <Coin />
            {f.coins(data.earned)}
          </Stat>
        </div>
      </div>
      <Friends friends={data.friends} />
    </Page>
  );
}

function Waiting() {
  const t = useText();
  return (
    <div className="pad stack invite" aria-busy="true">
      <span className="vh">{t('loading')}</span>
      <Skeleton height={254} radius={16} />
      <div className="grid3">
        {[1, 2, 3].map((i) => (
          <Skeleton key={i} height={66} radius={16} />
        ))}
      </div>
      <Skeleton width={96} height={20} gap={12} />
      <RowsSkeleton rows={3} />
    </div>
  );
}

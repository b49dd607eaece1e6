import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import '../../ui/tiles.css';
import { Figures } from './Figures.tsx';
import { ModelUse } from './ModelUse.tsx';
import { PerDayChart } from './PerDayChart.tsx';
import './stats.css';
import { Trainings } from './Trainings.tsx';

/** Figures first, then one chart, then trainings recorded by bots. */
export function StatsScreen() {
  const t = useText('stats');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.progress.get.queryOptions());
  return (
    <Page title={t('title')}>
      <div className="pad stack" style={{ gap: 8 }} aria-busy={!data && !error}>
        {data ? (
          <>
            <Figures progress={data} />
            <PerDayChart perDay={data.stats.perDay} />
          </>
        ) : error ? (
          <QueryError error={error} onRetry={() => void refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
      <ModelUse />
      <Trainings />
    </Page>
  );
}

function Waiting() {
  return (
    <>
      <div className="grid2">
        {[1, 2, 3, 4].map((i) => (
          <Skeleton key={i} height={82} radius={16} />
        ))}
      </div>
      <Skeleton height={156} radius={16} />
    </>
  );
}

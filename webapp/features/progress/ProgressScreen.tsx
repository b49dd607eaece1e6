import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { useMe } from '../../api/useMe.ts';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/Skeleton.tsx';
import { LevelHead } from './LevelHead.tsx';
import { LevelRoad } from './LevelRoad.tsx';
import { ProgressLinks } from './ProgressLinks.tsx';
import './progress.css';
import { XpSources } from './XpSources.tsx';

/** The level, the road to the next ones, and what brings XP. */
export function ProgressScreen() {
  const trpc = useTRPC();
  const me = useMe();
  const { data, error, refetch } = useQuery(trpc.progress.get.queryOptions());
  if (data) {
    return (
      <Page>
        <LevelHead progress={data} />
        <LevelRoad progress={data} />
        <ProgressLinks badges={data.badges} tasks={me?.tasks ?? []} />
        <XpSources sources={data.sources} />
      </Page>
    );
  }
  return (
    <Page>
      {error ? <QueryError page error={error} onRetry={() => void refetch()} /> : <Waiting />}
    </Page>
  );
}

function Waiting() {
  const t = useText();
  return (
    <div aria-busy="true">
      <span className="vh">{t('loading')}</span>
      <div className="level-head">
        <Skeleton width={96} height={96} radius={48} />
        <div className="grow">
          <Skeleton width={120} height={24} />
          <Skeleton width={150} height={16} gap={6} />
          <Skeleton width={124} height={24} radius={12} gap={10} />
        </div>
      </div>
      <div className="sec level-road">
        <Skeleton width={96} height={20} />
        <Skeleton height={118} radius={16} gap={16} />
      </div>
      <div className="sec progress-links">
        <RowsSkeleton rows={3} />
      </div>
      <div className="sec">
        <RowsSkeleton rows={5} />
      </div>
    </div>
  );
}

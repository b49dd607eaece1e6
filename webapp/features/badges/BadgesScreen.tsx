import { useQuery } from '@tanstack/react-query';
import Medal from 'lucide-react/icons/medal';
import { useState } from 'react';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import '../../ui/tiles.css';
import { BadgeCard } from './BadgeCard.tsx';
import './badges.css';
import { closeTo, earnedFirst } from '../../domain/levels/sortBadges.ts';

type View = 'all' | 'earned' | 'close';

/** Every badge there is, those of the person first. */
export function BadgesScreen() {
  const t = useText('badges');
  const trpc = useTRPC();
  const [view, setView] = useState<View>('all');
  const { data, error, refetch } = useQuery(trpc.progress.get.queryOptions());
  const all = earnedFirst(data?.badges ?? []);
  const earned = all.filter((badge) => badge.earnedAt);
  const shown = { all, earned, close: closeTo(all) }[view];
  return (
    <Page
      title={t('title')}
      aside={data && t('common:progressOf', { value: earned.length, total: all.length })}
    >
      <div className="pad badge-views">
        <Segment
          label={t('show')}
          value={view}
          onChange={setView}
          items={[
            { value: 'all', label: t('all') },
            { value: 'earned', label: t('earned') },
            { value: 'close', label: t('close') },
          ]}
        />
      </div>
      {error && !data ? (
        <div className="pad">
          <QueryError error={error} onRetry={() => void refetch()} />
        </div>
      ) : data && shown.length === 0 ? (
        <Nothing view={view} />
      ) : (
        <ul className="grid3 badge-wall pad" aria-busy={!data} aria-label={t('title')}>
          {data
            ? shown.map((badge) => <BadgeCard key={badge.code} badge={badge} />)
            : Array.from({ length: 12 }, (_, i) => i).map((i) => (
                <li key={i}>
                  <Skeleton height={164} radius={16} />
                </li>
              ))}
        </ul>
      )}
    </Page>
  );
}

function Nothing({ view }: { view: View }) {
  const t = useText('badges');
  const none = view === 'earned' ? 'noneEarned' : 'noneClose';
  return <Empty icon={Medal} title={t(`${none}.title`)} text={t(`${none}.text`)} />;
}

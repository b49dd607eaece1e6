import { useInfiniteQuery } from '@tanstack/react-query';
import GraduationCap from 'lucide-react/icons/graduation-cap';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Rows } from '../../ui/Row.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { ScoreChart } from './ScoreChart.tsx';
import { TrainingRow } from './TrainingRow.tsx';

/** Trainings in all bots, newest first. */
export function Trainings() {
  const t = useText('stats');
  const f = useFormat();
  const trpc = useTRPC();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.progress.trainings.infiniteQueryOptions(
      {},
      { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
    ),
  );
  const items = data?.pages.flatMap((page) => page.items);
  const free = data?.pages[0]?.freeLeft ?? 0;
  const left = free > 0 && (
    <span className="sub-m t2 num">{t('freeLeft', { count: free, number: f.number(free) })}</span>
  );
  const { freeBySource = [], credits } = data?.pages[0] ?? {};
  const sources = freeBySource.map(({ source, left: number }) =>
    t(`sources.${source}`, { number: f.number(number) }),
  );
  if (credits && credits.left > 0) {
    const { left: have, total } = credits;
    sources.push(t('credits', { left: f.number(have), total: f.number(total) }));
  }
  return (
    <Section title={t('training')} aside={left}>
      {items?.length === 0 ? (
        <Card pad={0}>
          <Empty icon={GraduationCap} title={t('none.title')} text={t('none.text')} />
          {sources.length > 0 && <p className="foot num">{sources.join(' · ')}</p>}
        </Card>
      ) : items ? (
        <>
          <ScoreChart items={items} totals={data?.pages[0]?.totals} />
          <Rows label={t('training')}>
            {items.map((item) => (
              <TrainingRow key={item.id} item={item} />
            ))}
          </Rows>
          {sources.length > 0 && <p className="foot num">{sources.join(' · ')}</p>}
          <p className="foot">{t('note')}</p>
          {hasNextPage && (
            <Button
              kind="plain"
              wide
              busy={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t('more')}
            </Button>
          )}
        </>
      ) : error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton rows={2} />
      )}
    </Section>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import GraduationCap from 'lucide-react/icons/graduation-cap';
import type { z } from 'zod';
import type { training } from '../../../shared/schemas/progress.ts';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { Tile } from '../../ui/Tile.tsx';

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
  return (
    <Section title={t('training')} aside={left}>
      {items?.length === 0 ? (
        <Card pad={0}>
          <Empty icon={GraduationCap} title={t('none.title')} text={t('none.text')} />
        </Card>
      ) : items ? (
        <>
          <Rows label={t('training')}>
            {items.map((item) => (
              <TrainingRow key={item.id} item={item} />
            ))}
          </Rows>
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

function TrainingRow({ item }: { item: z.infer<typeof training> }) {
  const t = useText('stats');
  const f = useFormat();
  const { score, maxScore, clarity, questionCount, date, title, botName } = item;
  const facts = [
    clarity !== null && t('clarity', { number: f.number(clarity) }),
    questionCount > 0 && t('questions', { count: questionCount, number: f.number(questionCount) }),
  ].filter(Boolean);
  return (
    <Row
      oneLine
      start={<Tile icon={GraduationCap} />}
      title={title || botName}
      note={facts.join(', ') || botName}
      value={
        <div className="score">
          <b className="h3">
            {f.number(score)}
            {maxScore !== null && (
              <span className="cap t2"> {t('outOf', { max: f.number(maxScore) })}</span>
            )}
          </b>
          <div className="cap t2">{f.shortDate(date)}</div>
        </div>
      }
    />
  );
}

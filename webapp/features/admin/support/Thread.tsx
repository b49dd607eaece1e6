import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/client.ts';
import { Conversation } from '../../../domain/support/Conversation.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Card.tsx';
import { Note } from '../../../ui/Note.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { useCanEdit } from '../rights.ts';
import { PersonCard } from '../users/PersonCard.tsx';
import { Reply } from './Reply.tsx';
import './thread.css';
import { useSupportText } from './useSupportText.ts';

const REFRESH_MS = 10_000;

/** A conversation with the person's card beside it, or below it on a phone. */
export function Thread({ userId }: { userId: number }) {
  const t = useSupportText();
  const trpc = useTRPC();
  const canEdit = useCanEdit();
  const list = useInfiniteQuery(
    trpc.admin.supportThread.infiniteQueryOptions(
      { userId, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, refetchInterval: REFRESH_MS },
    ),
  );
  const [latest] = list.data?.pages ?? [];
  if (!latest) {
    return list.error ? (
      <QueryError error={list.error} onRetry={() => void list.refetch()} />
    ) : (
      <RowsSkeleton rows={5} />
    );
  }
  const newestFirst = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const label = t('thread', { name: latest.name });
  return (
    <div className="admin-thread">
      <section className="stack" aria-label={label}>
        <h2 className="h3">{latest.name}</h2>
        {list.hasNextPage && (
          <Button
            kind="plain"
            size="sm"
            busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('earlier')}
          </Button>
        )}
        <Conversation
          label={label}
          messages={[...newestFirst].reverse()}
          own="staff"
          foot={({ author, adminName, delivery }) =>
            author === 'staff' &&
            `${adminName ?? t('group')} · ${delivery ? t(`delivery.${delivery}`) : ''} · `
          }
        />
        {canEdit ? (
          <Reply thread={latest} messages={newestFirst} />
        ) : (
          <Note kind="neutral">{t('readOnly')}</Note>
        )}
      </section>
      <Section title={t('card')}>
        <PersonCard userId={userId} />
      </Section>
    </div>
  );
}

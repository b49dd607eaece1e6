import { useInfiniteQuery } from '@tanstack/react-query';
import Receipt from 'lucide-react/icons/receipt';
import { useEffect, useRef } from 'react';
import { useTRPC } from '../../api/client.ts';
import { useSupportUrl } from '../../api/useBotUsername.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Page } from '../../components/Page.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { Rows } from '../../components/Row.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useSheet } from '../../navigation/sheets.ts';
import { rich } from '../../strings/rich.tsx';
import { useText } from '../../strings/useText.ts';
import { openInTelegram } from '../../telegram/links.ts';
import { PaymentRow } from './PaymentRow.tsx';
import './payments.css';

/** One's own payments with their state; a waiting one can be checked or given up. */
export function PaymentsScreen() {
  const t = useText('payments');
  const trpc = useTRPC();
  const openTopUp = useSheet('topup');
  const list = useInfiniteQuery(
    trpc.payments.list.infiniteQueryOptions(
      { limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const payments = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const asked = new URLSearchParams(location.search).get('id');
  const end = useSeen(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) {
      void list.fetchNextPage();
    }
  });
  if (list.error && payments.length === 0) {
    return (
      <Page title={t('title')}>
        <QueryError page error={list.error} onRetry={() => void list.refetch()} />
      </Page>
    );
  }
  return (
    <Page title={t('title')}>
      <div className="pad">
        {list.isPending && <RowsSkeleton rows={6} />}
        {list.data && payments.length === 0 && (
          <Empty
            icon={Receipt}
            title={t('empty.title')}
            text={t('empty.text')}
            action={
              <Button kind="soft" onClick={() => openTopUp({})}>
                {t('empty.action')}
              </Button>
            }
          />
        )}
        {payments.length > 0 && (
          <Rows label={t('title')}>
            {payments.map((payment) => (
              <PaymentRow key={payment.id} payment={payment} asked={payment.id === asked} />
            ))}
          </Rows>
        )}
        {list.isFetchingNextPage && <RowsSkeleton rows={2} />}
        {list.error && payments.length > 0 && (
          <QueryError error={list.error} onRetry={() => void list.fetchNextPage()} />
        )}
        <div ref={end} />
        <Support />
      </div>
    </Page>
  );
}

function Support() {
  const t = useText('payments');
  const url = useSupportUrl();
  return (
    url && (
      <p className="foot">
        {rich(t('support'), {
          link: (words) => (
            <button type="button" className="link support" onClick={() => openInTelegram(url)}>
              {words}
            </button>
          ),
        })}
      </p>
    )
  );
}

/** Calls `onSeen` while the element is within two screens of the view. */
function useSeen(onSeen: () => void) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(onSeen);
  latest.current = onSeen;
  useEffect(() => {
    if (!element.current) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current(),
      { rootMargin: '200% 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  });
  return element;
}

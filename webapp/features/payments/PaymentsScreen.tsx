import { useInfiniteQuery } from '@tanstack/react-query';
import Receipt from 'lucide-react/icons/receipt';
import { useEffect, useRef } from 'react';
import { useTRPC } from '../../api/client.ts';
import { rich } from '../../i18n/rich.tsx';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { push } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Rows } from '../../ui/Row.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { PaymentRow } from './PaymentRow.tsx';
import './payments.css';

/** The person's payments with their status; an open one can be checked or cancelled. */
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
  return (
    <p className="foot">
      {rich(t('support'), {
        link: (text) => (
          <button type="button" className="link support" onClick={() => void push('/support')}>
            {text}
          </button>
        ),
      })}
    </p>
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

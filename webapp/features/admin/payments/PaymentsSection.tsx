import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Receipt from 'lucide-react/icons/receipt';
import { useState } from 'react';
import { paymentFilters } from '../../../../shared/closedSets.ts';
import { useTRPC } from '../../../api/client.ts';
import { Chips } from '../../../ui/Chips.tsx';
import { useTabReset } from '../../../ui/navigation/tabs.ts';
import { CsvButton } from '../CsvButton.tsx';
import { ListBody } from '../ListBody.tsx';
import { ListTools } from '../ListTools.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { usePaused } from '../usePaused.ts';
import { isRefunding, REFUND_POLL_MS } from './charges.ts';
import { PaymentRows } from './PaymentRows.tsx';
import { PaymentTable } from './PaymentTable.tsx';

/** Orders of everybody, the newest first. `asked` is the filter that the address names. */
export function PaymentsSection({ asked }: { asked: string | null }) {
  const t = useAdminText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(() => paymentFilters.find((one) => one === asked) ?? 'all');
  useTabReset(() => {
    setQuery('');
    setFilter('all');
  });
  const paused = usePaused(query.trim());
  const list = useInfiniteQuery(
    trpc.admin.payments.infiniteQueryOptions(
      { query: paused, filter, limit: 30 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        // Money moves without the admin: whoever comes back sees it as it is.
        staleTime: 0,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isRefunding)) && REFUND_POLL_MS,
      },
    ),
  );
  const payments = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <SectionHead title={t('sections.payments')}>
        <div className="pad admin-buttons">
          <CsvButton of={{ list: 'payments', query: paused, filter }} />
        </div>
      </SectionHead>
      <ListTools search={t('payments.search')} maxLength={200} query={query} onQuery={setQuery}>
        <div className="filters">
          <Chips
            label={t('payments.filter')}
            items={paymentFilters.map((value) => ({
              value,
              label: t(`payments.filters.${value}`),
            }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
      </ListTools>
      <div className="pad">
        <ListBody
          pages={list}
          count={payments.length}
          empty={{ icon: Receipt, title: t('payments.none'), text: t('payments.noneText') }}
        >
          {desktop ? <PaymentTable payments={payments} /> : <PaymentRows payments={payments} />}
        </ListBody>
      </div>
    </>
  );
}

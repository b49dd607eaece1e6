import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Receipt from 'lucide-react/icons/receipt';
import { useState } from 'react';
import {
  type PaymentProvider,
  paymentFilters,
  paymentProviders,
} from '../../../../shared/closedSets.ts';
import { useTRPC } from '../../../api/client.ts';
import { Chips } from '../../../ui/Chips.tsx';
import { useTabReset } from '../../../ui/navigation/tabs.ts';
import { Segment } from '../../../ui/Segment.tsx';
import { CsvButton } from '../CsvButton.tsx';
import '../records/records.css';
import { ListBody } from '../ListBody.tsx';
import { ListTools } from '../ListTools.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { usePaused } from '../usePaused.ts';
import { isRefunding, REFUND_POLL_MS } from './charges.ts';
import { DayTotals } from './DayTotals.tsx';
import { PaymentRows } from './PaymentRows.tsx';
import { PaymentTable } from './PaymentTable.tsx';
import { usePaymentText } from './texts.ts';

const views = ['orders', 'days'] as const;

/** All orders, and the days compared with the providers' lists. `asked` is the filter from the address. */
export function PaymentsSection({ asked }: { asked: string | null }) {
  const t = useAdminText();
  const own = usePaymentText();
  const [view, setView] = useState<(typeof views)[number]>('orders');
  return (
    <>
      <SectionHead title={t('sections.payments')}>
        <div className="pad">
          <Segment
            label={own('view')}
            items={views.map((value) => ({ value, label: own(`views.${value}`) }))}
            value={view}
            onChange={setView}
          />
        </div>
      </SectionHead>
      {view === 'days' ? (
        <div className="pad">
          <DayTotals />
        </div>
      ) : (
        <Orders asked={asked} />
      )}
    </>
  );
}

/** The newest first. */
function Orders({ asked }: { asked: string | null }) {
  const t = useAdminText();
  const own = usePaymentText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(() => paymentFilters.find((one) => one === asked) ?? 'all');
  useTabReset(() => {
    setQuery('');
    setFilter('all');
  });
  const [provider, setProvider] = useState<PaymentProvider | ''>('');
  const paused = usePaused(query.trim());
  const narrowed = { query: paused, filter, ...(provider ? { provider } : {}) };
  const list = useInfiniteQuery(
    trpc.admin.payments.infiniteQueryOptions(
      { ...narrowed, limit: 30 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        // Payments change without the admin: the list is refetched when the section is opened again.
        staleTime: 0,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isRefunding)) && REFUND_POLL_MS,
      },
    ),
  );
  const payments = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
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
        <div className="admin-selects">
          <select
            className="admin-narrow"
            aria-label={own('provider')}
            value={provider}
            onChange={({ target }) =>
              setProvider(paymentProviders.find((one) => one === target.value) ?? '')
            }
          >
            <option value="">{`${own('provider')}: ${own('anyProvider')}`}</option>
            {paymentProviders.map((value) => (
              <option key={value} value={value}>
                {`${own('provider')}: ${own(`providers.${value}`)}`}
              </option>
            ))}
          </select>
          <CsvButton of={{ list: 'payments', ...narrowed }} />
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

import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import { historyFilters } from '../../../shared/closedSets.ts';
import type { HistoryFilter } from '../../../shared/schemas/wallet.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPCClient } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { saveServed } from '../../domain/downloads.ts';
import { useText } from '../../i18n/useText.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Chips } from '../../ui/Chips.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { push } from '../../ui/navigation/history.ts';
import { useTabReset } from '../../ui/navigation/tabs.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toasts.ts';
import { CoinSlot } from './CoinSlot.tsx';
import { HistoryList } from './HistoryList.tsx';
import { timeZone, useHistory } from './useHistory.ts';

/** Every movement, by day; `version` changes when the wallet was loaded again. */
export function History({ version }: { version: number }) {
  const t = useText('wallet');
  const [filter, setFilter] = useState<HistoryFilter>('all');
  useTabReset(() => setFilter('all'));
  const history = useHistory(filter, version);
  const isEmpty = history.data !== undefined && history.lines.length === 0;
  const nothingYet = isEmpty && filter === 'all';
  return (
    <section className="wallet-history" aria-label={t('history.title')}>
      <div className="pad">
        <div className="sec-h">
          <h2>{t('history.title')}</h2>
          {!nothingYet && <Actions filter={filter} />}
        </div>
      </div>
      {!nothingYet && (
        <Chips
          label={t('history.filter')}
          items={historyFilters.map((value) => ({ value, label: t(`filters.${value}`) }))}
          value={filter}
          onChange={setFilter}
        />
      )}
      <div className="pad">
        {history.isPending && (
          <div className="history-wait">
            <RowsSkeleton rows={5} />
          </div>
        )}
        {nothingYet && (
          <Empty
            drawing={<CoinSlot />}
            title={t('empty.title')}
            text={t('empty.text')}
            action={
              <Button kind="soft" onClick={() => void push('/')}>
                {t('empty.action')}
              </Button>
            }
          />
        )}
        {isEmpty && !nothingYet && (
          <Empty
            drawing={<CoinSlot />}
            title={t(`none.${filter === 'all' ? 'spent' : filter}`)}
            text={t('none.text')}
            action={
              <Button kind="soft" onClick={() => setFilter('all')}>
                {t('none.action')}
              </Button>
            }
          />
        )}
        {history.lines.length > 0 && (
          <HistoryList
            key={filter}
            lines={history.lines}
            onNearEnd={() => {
              if (history.hasNextPage && !history.isFetchingNextPage && !history.error) {
                void history.fetchNextPage();
              }
            }}
          />
        )}
        {history.error && (
          <div className="history-wait">
            <QueryError
              error={history.error}
              onRetry={() => void (history.data ? history.fetchNextPage() : history.refetch())}
            />
          </div>
        )}
        {history.isFetchingNextPage && (
          <div className="history-wait">
            <RowsSkeleton rows={3} />
          </div>
        )}
        {history.lines.length > 0 && !history.hasNextPage && (
          <p className="foot center history-end">
            {t(filter === 'all' ? 'history.end' : 'history.endFiltered')}
          </p>
        )}
      </div>
    </section>
  );
}

function Actions({ filter }: { filter: HistoryFilter }) {
  const t = useText('wallet');
  const client = useTRPCClient();
  const online = useOnline();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { url, fileName } = await client.wallet.exportHistory.mutate({ filter, timeZone });
      // Telegram may never answer.
      void saveServed(url, fileName);
    } catch (error) {
      toast(errorSentence(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex history-acts">
      <button type="button" className="sub-m link" onClick={() => void push('/wallet/payments')}>
        {t('history.payments')}
      </button>
      <IconButton
        icon={Download}
        label={t('history.csv')}
        disabled={!online || busy}
        aria-busy={busy || undefined}
        onClick={() => void download()}
      />
    </div>
  );
}

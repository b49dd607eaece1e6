import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Images from 'lucide-react/icons/images';
import { useState } from 'react';
import { useTRPC } from '../../../api/client.ts';
import { Chips } from '../../../ui/Chips.tsx';
import { useTabReset } from '../../../ui/navigation/tabs.ts';
import { CsvButton } from '../CsvButton.tsx';
import { ListBody } from '../ListBody.tsx';
import { ListTools } from '../ListTools.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { useDesktop } from '../useDesktop.ts';
import { usePaused } from '../usePaused.ts';
import { GenerationRows } from './GenerationRows.tsx';
import { GenerationTable } from './GenerationTable.tsx';
import { Health } from './Health.tsx';
import { type Narrowed, Selects, sinceOf } from './Selects.tsx';
import { useGenerationText } from './texts.ts';

const filters = ['all', 'running', 'queued', 'stuck', 'failed', 'succeeded', 'cancelled'] as const;
/** Unfinished works make progress without the admin. */
const POLL_MS = 10_000;

/** Works of everybody, newest first, under the health of the queue. */
export function GenerationsSection() {
  const t = useGenerationText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<(typeof filters)[number]>('all');
  const [narrowed, setNarrowed] = useState<Narrowed>({});
  useTabReset(() => {
    setQuery('');
    setFilter('all');
    setNarrowed({});
  });
  const paused = usePaused(query.trim());
  const { period, ...chosen } = narrowed;
  const list = useInfiniteQuery(
    trpc.admin.generations.infiniteQueryOptions(
      { query: paused, filter, ...chosen, ...sinceOf(period), limit: 30 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        staleTime: 0,
        refetchInterval: ({ state }) =>
          (state.data?.pages.length ?? 0) === 1 &&
          state.data?.pages.some(({ items }) => items.some((work) => work.finishedAt === null)) &&
          POLL_MS,
      },
    ),
  );
  const works = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <SectionHead title={t('title')}>
        <div className="pad admin-buttons">
          <CsvButton
            of={{ list: 'generations', query: paused, filter, ...chosen, ...sinceOf(period) }}
          />
        </div>
      </SectionHead>
      <div className="pad" style={{ marginBottom: 8 }}>
        <Health />
      </div>
      <ListTools search={t('search')} query={query} onQuery={setQuery}>
        <div className="filters">
          <Chips
            label={t('filter')}
            items={filters.map((value) => ({ value, label: t(`filters.${value}`) }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
      </ListTools>
      <Selects narrowed={narrowed} onNarrow={setNarrowed} />
      <div className="pad">
        <ListBody
          pages={list}
          count={works.length}
          empty={{ icon: Images, title: t('none'), text: t('noneText') }}
        >
          {desktop ? <GenerationTable works={works} /> : <GenerationRows works={works} />}
        </ListBody>
      </div>
    </>
  );
}

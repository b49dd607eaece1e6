import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import ListChecks from 'lucide-react/icons/list-checks';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { type SectionCode, sectionOf } from '../../../../shared/records/sections.ts';
import { useTRPC } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { Button } from '../../../ui/Button.tsx';
import { Help } from '../../../ui/Field.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { CsvButton } from '../CsvButton.tsx';
import { ListBody } from '../ListBody.tsx';
import { ListTools } from '../ListTools.tsx';
import { useCanEdit } from '../rights.ts';
import { SectionHead } from '../SectionHead.tsx';
import { usePaused } from '../usePaused.ts';
import './records.css';
import { BulkBar } from './BulkBar.tsx';
import { FilterSelects } from './FilterSelects.tsx';
import { RecordTable } from './RecordTable.tsx';
import { useRecordText } from './texts.ts';
import { useInlineEdits } from './useInlineEdits.ts';
import { viewOf } from './views.ts';

/** No matches, or no records yet. */
function emptyText(
  section: SectionCode,
  isNarrowed: boolean,
  t: ReturnType<typeof useRecordText>,
): { title: string; text: string } {
  if (isNarrowed) {
    return { title: t('none'), text: t('noneText') };
  }
  return section === 'webinars'
    ? { title: t('noWebinars'), text: t('noWebinarsText') }
    : { title: t('nothing'), text: t('nothingText') };
}

/** Any section of records: search, filters, inline editing, bulk switching, forms. */
export function RecordsSection({ section }: { section: SectionCode }) {
  const t = useRecordText();
  const trpc = useTRPC();
  const canEdit = useCanEdit();
  const openForm = useSheet('admin');
  const { sorts, toggle, creatable } = sectionOf(section);
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState<Record<string, string>>({});
  const [sort, setSort] = useState(sorts[0] ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const edits = useInlineEdits(section);
  useClosingConfirmation(edits.count > 0);
  const paused = usePaused(query.trim());
  const list = useInfiniteQuery(
    trpc.admin.records.infiniteQueryOptions(
      { section, query: paused, filters, sort, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const isNarrowed = paused !== '' || Object.keys(filters).length > 0;
  const records = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const choose = (key: string) =>
    setChosen((now) => {
      const next = new Set(now);
      return next.delete(key) ? next : next.add(key);
    });
  return (
    <>
      <SectionHead title={t(`sections.${section}`)}>
        <div className="pad admin-buttons">
          <CsvButton of={{ list: 'records', section, query: paused, filters, sort }} />
          {canEdit && toggle && chosen === null && (
            <Button kind="gray" size="sm" icon={ListChecks} onClick={() => setChosen(new Set())}>
              {t('choose')}
            </Button>
          )}
          {canEdit && section === 'promo' && (
            <Button kind="gray" size="sm" onClick={() => openForm({ form: 'codes' })}>
              {t('many')}
            </Button>
          )}
          {canEdit && creatable && (
            <Button
              size="sm"
              icon={Plus}
              onClick={() => openForm({ form: 'record', section, record: null })}
            >
              {t(`adds.${section}`)}
            </Button>
          )}
        </div>
      </SectionHead>
      <ListTools search={t('search')} query={query} onQuery={setQuery}>
        <FilterSelects
          section={section}
          filters={filters}
          sort={sort}
          onFilter={setFilters}
          onSort={setSort}
        />
      </ListTools>
      <div className="pad">
        {edits.meanwhile.map(({ key, changes }) => (
          <Note key={key} kind="bad">
            {`${key}. ${t('changedMeanwhile', { changes })}`}
          </Note>
        ))}
        <ListBody
          pages={list}
          count={records.length}
          empty={{ icon: viewOf(section).icon, ...emptyText(section, isNarrowed, t) }}
        >
          <RecordTable
            section={section}
            records={records}
            edits={canEdit ? edits : null}
            chosen={chosen}
            onChoose={choose}
            onOpen={(record) => openForm({ form: 'record', section, record })}
          />
        </ListBody>
      </div>
      {chosen && <BulkBar section={section} keys={[...chosen]} onDone={() => setChosen(null)} />}
      {edits.count > 0 && (
        <div className="admin-bar">
          {edits.wrong.map((text) => (
            <Help key={text} state="error" text={text} />
          ))}
          <Button kind="gray" onClick={edits.discard}>
            {t('discard')}
          </Button>
          <Button disabled={!edits.canSave} busy={edits.busy} onClick={() => void edits.save()}>
            {t('saveAll', { count: edits.count })}
          </Button>
        </div>
      )}
    </>
  );
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import MousePointerClick from 'lucide-react/icons/mouse-pointer-click';
import UserSearch from 'lucide-react/icons/user-search';
import { useState } from 'react';
import { peopleFilters } from '../../../../shared/closedSets.ts';
import { useTRPC } from '../../../api/client.ts';
import { Chips } from '../../../ui/Chips.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useTabReset } from '../../../ui/navigation/tabs.ts';
import { CsvButton } from '../CsvButton.tsx';
import { ListBody } from '../ListBody.tsx';
import { ListTools } from '../ListTools.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { openPerson } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { usePaused } from '../usePaused.ts';
import { type NarrowedPeople, PeopleSelects } from './PeopleSelects.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { PersonCard } from './PersonCard.tsx';

/** The search is kept while a card is open. */
const asked: {
  query: string;
  filter: (typeof peopleFilters)[number];
  narrowed: NarrowedPeople;
} = { query: '', filter: 'all', narrowed: { sort: 'newest' } };

/** Searching for people; on a wide screen the selected card is beside the list. */
export function UsersSection({ userId }: { userId: number | null }) {
  const t = useAdminText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const [query, setQuery] = useState(asked.query);
  const [filter, setFilter] = useState(asked.filter);
  const [narrowed, setNarrowed] = useState(asked.narrowed);
  Object.assign(asked, { query, filter, narrowed });
  useTabReset(() => {
    setQuery('');
    setFilter('all');
    setNarrowed({ sort: 'newest' });
  });
  const paused = usePaused(query.trim());
  const list = useInfiniteQuery(
    trpc.admin.users.infiniteQueryOptions(
      { query: paused, filter, ...narrowed, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const table = (
    <ListBody
      pages={list}
      count={people.length}
      empty={{ icon: UserSearch, title: t('users.none'), text: t('users.noneText') }}
    >
      <PeopleTable
        people={people}
        chosen={userId}
        sort={narrowed.sort}
        onChoose={(id) => openPerson(id, desktop)}
      />
    </ListBody>
  );
  return (
    <>
      <SectionHead title={t('sections.users')}>
        <div className="pad admin-buttons">
          <CsvButton of={{ list: 'users', query: paused, filter, ...narrowed }} />
        </div>
      </SectionHead>
      <ListTools search={t('users.search')} query={query} onQuery={setQuery}>
        <div className="filters">
          <Chips
            label={t('users.filter')}
            items={peopleFilters.map((value) => ({ value, label: t(`users.filters.${value}`) }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
      </ListTools>
      <PeopleSelects narrowed={narrowed} onNarrow={setNarrowed} />
      {desktop ? (
        <div className="admin-split">
          <div>{table}</div>
          <div className="admin-side">
            {userId === null ? (
              <Empty
                icon={MousePointerClick}
                title={t('users.choose')}
                text={t('users.chooseText')}
              />
            ) : (
              <PersonCard key={userId} userId={userId} />
            )}
          </div>
        </div>
      ) : (
        <div className="pad">{table}</div>
      )}
    </>
  );
}

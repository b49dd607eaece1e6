import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import CheckCheck from 'lucide-react/icons/check-check';
import Users from 'lucide-react/icons/users';
import { useState } from 'react';
import type { Participant, ParticipantFilter } from '../../../../shared/schemas/adminWebinars.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chips } from '../../../ui/Chips.tsx';
import { Switch } from '../../../ui/Choice.tsx';
import { Row, Rows } from '../../../ui/Row.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { ListBody } from '../ListBody.tsx';
import { useCanEdit } from '../rights.ts';
import { useWebinarText } from './texts.ts';

const filters = ['registered', 'waiting', 'attended'] as const satisfies ParticipantFilter[];

/** The registered, waiting and attending people; attendance can be marked from the start on. */
export function WebinarPeople({ webinarId }: { webinarId: string }) {
  const t = useWebinarText();
  const f = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const canEdit = useCanEdit();
  const { act, busy } = useAdminAction();
  const [filter, setFilter] = useState<ParticipantFilter>('registered');
  const list = useInfiniteQuery(
    trpc.admin.webinarPeople.infiniteQueryOptions(
      { webinarId, filter, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const first = list.data?.pages[0];
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const canMark = canEdit && first?.begun === true && filter !== 'waiting';
  const mark = (userIds: number[] | null, attended: boolean, count: number) =>
    void act({
      input: { webinarId, userIds, attended },
      send: client.admin.markAttendance.mutate,
      done: t('marked', { count, number: f.number(count) }),
      onDone: () => {},
    });
  const unmarked = (first?.totals.registered ?? 0) - (first?.totals.attended ?? 0);
  return (
    <div className="stack">
      <Chips
        label={t('people')}
        items={filters.map((value) => ({
          value,
          label: t(`filters.${value}`),
          ...(first && { count: first.totals[value] }),
        }))}
        value={filter}
        onChange={setFilter}
      />
      {first && !first.begun && <p className="sub t2">{t('later')}</p>}
      {canMark && unmarked > 0 && (
        <Button
          kind="soft"
          size="sm"
          icon={CheckCheck}
          busy={busy}
          onClick={() => mark(null, true, unmarked)}
        >
          {t('markAll')}
        </Button>
      )}
      <ListBody
        pages={list}
        count={people.length}
        empty={{ icon: Users, title: t('none'), text: '' }}
      >
        <Rows label={t('people')}>
          {people.map((person) => (
            <Person
              key={person.userId}
              person={person}
              onMark={canMark ? (attended) => mark([person.userId], attended, 1) : null}
            />
          ))}
        </Rows>
      </ListBody>
    </div>
  );
}

function Person({
  person: { userName, username, since, attendedAt },
  onMark,
}: {
  person: Participant;
  /** Null: attendance can't be marked. */
  onMark: ((attended: boolean) => void) | null;
}) {
  const t = useWebinarText();
  const f = useFormat();
  const came = attendedAt !== null;
  return (
    <Row
      title={userName}
      note={[username && `@${username}`, f.moment(since)].filter(Boolean).join(' · ')}
      oneLine
      value={
        onMark ? (
          <Switch label={`${t('came')}, ${userName}`} on={came} onChange={onMark} />
        ) : (
          came && t('came')
        )
      }
    />
  );
}

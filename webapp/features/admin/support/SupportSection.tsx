import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import MessagesSquare from 'lucide-react/icons/messages-square';
import MousePointerClick from 'lucide-react/icons/mouse-pointer-click';
import { useState } from 'react';
import { supportFilters } from '../../../../shared/closedSets.ts';
import type { AdminThread } from '../../../../shared/schemas/support.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Row, Rows } from '../../../ui/Row.tsx';
import { Segment } from '../../../ui/Segment.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { ListBody } from '../ListBody.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { openPerson } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { Thread } from './Thread.tsx';
import { useSupportText } from './useSupportText.ts';

const REFRESH_MS = 15_000;

/** Conversations that wait for a reply; on a wide screen the selected one is beside the list. */
export function SupportSection({ userId }: { userId: number | null }) {
  const t = useSupportText();
  const words = useAdminText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const [filter, setFilter] = useState<(typeof supportFilters)[number]>('waiting');
  const list = useInfiniteQuery(
    trpc.admin.supportThreads.infiniteQueryOptions(
      { filter, limit: 30 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        refetchInterval: REFRESH_MS,
      },
    ),
  );
  const threads = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = (
    <ListBody
      pages={list}
      count={threads.length}
      empty={{ icon: MessagesSquare, title: t('none'), text: t('noneText') }}
    >
      <Rows label={words('sections.support')}>
        {threads.map((thread) => (
          <ThreadRow key={thread.userId} thread={thread} desktop={desktop} />
        ))}
      </Rows>
    </ListBody>
  );
  return (
    <>
      <SectionHead title={words('sections.support')}>
        <div className="pad">
          <Segment
            label={t('filter')}
            items={supportFilters.map((value) => ({ value, label: t(`filters.${value}`) }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
      </SectionHead>
      {desktop ? (
        <div className="admin-split">
          <div>{rows}</div>
          <div className="admin-side">
            {userId === null ? (
              <Empty icon={MousePointerClick} title={t('choose')} text={t('chooseText')} />
            ) : (
              <Thread key={userId} userId={userId} />
            )}
          </div>
        </div>
      ) : (
        <div className="pad" style={{ marginTop: 8 }}>
          {rows}
        </div>
      )}
    </>
  );
}

function ThreadRow({ thread, desktop }: { thread: AdminThread; desktop: boolean }) {
  const t = useSupportText();
  const f = useFormat();
  const { userId, name, photoUrl, waiting, lastText, lastAuthor, asksRefund } = thread;
  return (
    <Row
      oneLine
      start={<Avatar name={name} photoUrl={photoUrl} size={40} />}
      title={name}
      note={lastAuthor === 'staff' ? t('you', { text: lastText }) : lastText}
      value={
        <span className="flex g4">
          {asksRefund && <Tag kind="bad">{t('refund')}</Tag>}
          {waiting > 0 ? (
            <Tag kind="act">{waiting}</Tag>
          ) : (
            <span className="cap t2">{f.day(thread.lastMessageAt)}</span>
          )}
        </span>
      }
      onClick={() => openPerson(userId, desktop, 'support')}
    />
  );
}

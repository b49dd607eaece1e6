import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Megaphone from 'lucide-react/icons/megaphone';
import MousePointerClick from 'lucide-react/icons/mouse-pointer-click';
import Plus from 'lucide-react/icons/plus';
import type { BroadcastItem } from '../../../../shared/schemas/broadcasts.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Row, Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { ListBody } from '../ListBody.tsx';
import { useCanEdit } from '../rights.ts';
import { SectionHead } from '../SectionHead.tsx';
import { openBroadcast } from '../sections.ts';
import { useDesktop } from '../useDesktop.ts';
import { BroadcastCard } from './BroadcastCard.tsx';
import { StateTag } from './StateTag.tsx';
import { useBroadcastText } from './texts.ts';

/** Running broadcasts make progress without the admin. */
const POLL_MS = 5000;
const isMoving = ({ state }: BroadcastItem) => state === 'running' || state === 'scheduled';

/** Broadcasts, the latest first; on a wide screen the selected one is beside the list. */
export function BroadcastsSection({ chosen }: { chosen: string | null }) {
  const t = useBroadcastText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const canEdit = useCanEdit();
  const list = useInfiniteQuery(
    trpc.admin.broadcasts.infiniteQueryOptions(
      { limit: 30 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isMoving)) ? POLL_MS : false,
      },
    ),
  );
  const broadcasts = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = (
    <ListBody
      pages={list}
      count={broadcasts.length}
      empty={{ icon: Megaphone, title: t('none'), text: t('noneText') }}
    >
      <Rows label={t('title')}>
        {broadcasts.map((broadcast) => (
          <BroadcastRow key={broadcast.id} broadcast={broadcast} desktop={desktop} />
        ))}
      </Rows>
    </ListBody>
  );
  return (
    <>
      <SectionHead title={t('title')}>
        {canEdit && (
          <div className="pad admin-buttons">
            <Button size="sm" icon={Plus} onClick={() => openBroadcast('new', desktop)}>
              {t('create')}
            </Button>
          </div>
        )}
      </SectionHead>
      {desktop ? (
        <div className="admin-split">
          <div>{rows}</div>
          <div className="admin-side">
            {chosen === null ? (
              <Empty icon={MousePointerClick} title={t('choose')} text={t('chooseText')} />
            ) : (
              <BroadcastCard key={chosen} id={chosen} />
            )}
          </div>
        </div>
      ) : (
        <div className="pad">{rows}</div>
      )}
    </>
  );
}

function BroadcastRow({ broadcast, desktop }: { broadcast: BroadcastItem; desktop: boolean }) {
  const f = useFormat();
  const note = useNote();
  const [title = ''] = broadcast.text[f.language].split('\n');
  return (
    <Row
      start={<Tile icon={Megaphone} kind={broadcast.state === 'running' ? 'act' : 'neutral'} />}
      title={<span className="ell broadcast-title">{title}</span>}
      note={note(broadcast)}
      value={<StateTag state={broadcast.state} />}
      onClick={() => openBroadcast(broadcast.id, desktop)}
    />
  );
}

function useNote() {
  const t = useBroadcastText();
  const f = useFormat();
  return ({ state, outcomes, recipients, ...times }: BroadcastItem): string => {
    const sent = f.number(outcomes.sent);
    switch (state) {
      case 'draft':
        return t('notes.draft', { when: f.moment(times.createdAt) });
      case 'scheduled':
        return t('notes.scheduled', { when: f.moment(times.scheduledAt ?? times.createdAt) });
      case 'running':
      case 'paused':
        return t('notes.running', { sent, recipients: f.number(recipients ?? 0) });
      case 'finished':
      case 'cancelled':
        return t('notes.ended', { sent, when: f.moment(times.finishedAt ?? times.createdAt) });
    }
  };
}

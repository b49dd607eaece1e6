import CircleStop from 'lucide-react/icons/circle-stop';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { useState } from 'react';
import type { AdminGeneration, AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Rows } from '../../../ui/Row.tsx';
import { Tag, type TagProps } from '../../../ui/Tag.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { reasonOf } from '../../job/failures.ts';
import { operationIcons } from '../../studio/operations.ts';
import { useCanEdit } from '../rights.ts';
import { useAdminText } from '../texts/useAdminText.ts';

const tags = {
  queued: 'act',
  running: 'act',
  succeeded: 'ok',
  failed: 'bad',
  cancelled: 'neutral',
} as const satisfies Record<AdminGeneration['status'], TagProps['kind']>;

/** The last works, how each went, and why one did not; an unfinished one can be moved on. */
export function PersonWorks({ card }: { card: AdminUserCard }) {
  const t = useAdminText();
  const [open, setOpen] = useState<string | null>(null);
  if (card.generations.length === 0) {
    return <p className="card p16 sub t2">{t('works.none')}</p>;
  }
  return (
    <Rows label={t('works.title')}>
      {card.generations.map((work) => (
        <WorkRow
          key={work.id}
          card={card}
          work={work}
          open={work.id === open}
          onToggle={() => setOpen((now) => (now === work.id ? null : work.id))}
        />
      ))}
    </Rows>
  );
}

interface WorkRowProps {
  card: AdminUserCard;
  work: AdminGeneration;
  open: boolean;
  onToggle: () => void;
}

function WorkRow({ card, work, open, onToggle }: WorkRowProps) {
  const t = useAdminText();
  const f = useFormat();
  const words = useText('create');
  return (
    <li>
      <button type="button" className="row admin-pay" aria-expanded={open} onClick={onToggle}>
        <Tile icon={operationIcons[work.operation]} />
        <span className="main">
          <b className="ell">{words(`operations.${work.operation}`)}</b>
          <small className="num">{`${work.modelName} · ${f.moment(work.createdAt)}`}</small>
        </span>
        <span className="admin-pay-end">
          <b className="num sub-m">{work.paidWith === 'coins' && <Amount coins={work.price} />}</b>
          <Tag kind={work.stuck ? 'bad' : tags[work.status]}>
            {t(work.stuck ? 'works.stuck' : `works.status.${work.status}`)}
          </Tag>
        </span>
      </button>
      {open && <WorkDetails card={card} work={work} />}
    </li>
  );
}

function WorkDetails({ card, work }: { card: AdminUserCard; work: AdminGeneration }) {
  const t = useAdminText();
  const job = useText('job');
  const openForm = useSheet('admin');
  const unfinished = work.finishedAt === null;
  const canEdit = useCanEdit() && unfinished;
  const details = [
    ...(work.failure ? [job(reasonOf(work.failure))] : []),
    ...(work.failureDetail ? [work.failureDetail] : []),
    [work.id, work.provider, t('works.attempts', { count: work.attempts })]
      .filter(Boolean)
      .join(' · '),
  ];
  return (
    <div className="admin-work">
      {details.map((line) => (
        <p key={line} className="cap t2">
          {line}
        </p>
      ))}
      {canEdit && (
        <div className="flex g8">
          <Button
            kind="gray"
            size="sm"
            icon={RotateCcw}
            onClick={() => openForm({ form: 'work', act: 'retry', card, work })}
          >
            {t('works.retry')}
          </Button>
          <Button
            kind="bad"
            size="sm"
            icon={CircleStop}
            onClick={() => openForm({ form: 'work', act: 'fail', card, work })}
          >
            {t('works.fail')}
          </Button>
        </div>
      )}
    </div>
  );
}

import { useState } from 'react';
import type { AdminGeneration, AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { operationIcons } from '../../../domain/media/operations.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { Inspection } from '../generations/Inspection.tsx';
import { StatusTag } from '../generations/StatusTag.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from './PeopleTable.tsx';

/** The last works with their status or failure; an unfinished one can be retried or failed. */
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
  const f = useFormat();
  const words = useText('create');
  const person = { userId: card.user.id, userName: personName(card.user) };
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
          <StatusTag work={work} />
        </span>
      </button>
      {open && <Inspection work={work} person={person} onCard />}
    </li>
  );
}

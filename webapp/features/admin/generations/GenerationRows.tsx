import { useState } from 'react';
import type { ListedGeneration } from '../../../../shared/schemas/adminGenerations.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { operationIcons } from '../../../domain/media/operations.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { Inspection } from './Inspection.tsx';
import { StatusTag } from './StatusTag.tsx';
import { useGenerationText } from './texts.ts';

/** Works on a phone; a tap shows the history and the possible actions. */
export function GenerationRows({ works }: { works: readonly ListedGeneration[] }) {
  const t = useGenerationText();
  const f = useFormat();
  const words = useText('create');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Rows label={t('title')}>
      {works.map((work) => (
        <li key={work.id}>
          <button
            type="button"
            className="row admin-pay"
            aria-expanded={work.id === open}
            onClick={() => setOpen((now) => (now === work.id ? null : work.id))}
          >
            <Tile icon={operationIcons[work.operation]} />
            <span className="main">
              <b dir="auto" className="ell">
                {work.userName}
              </b>
              <small className="num">
                {`${words(`operations.${work.operation}`)} · ${work.modelName} · ${f.moment(work.createdAt)}`}
              </small>
            </span>
            <span className="admin-pay-end">
              <b className="num sub-m">
                {work.paidWith === 'coins' && <Amount coins={work.price} />}
              </b>
              <StatusTag work={work} />
            </span>
          </button>
          {work.id === open && <Inspection work={work} person={work} />}
        </li>
      ))}
    </Rows>
  );
}

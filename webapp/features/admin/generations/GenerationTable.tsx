import { Fragment, useState } from 'react';
import type { ListedGeneration } from '../../../../shared/schemas/adminGenerations.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { operationIcons } from '../../../domain/media/operations.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { TableRow } from '../TableRow.tsx';
import { Inspection } from './Inspection.tsx';
import { StatusTag } from './StatusTag.tsx';
import { useGenerationText } from './texts.ts';

/** Works on a wide screen; a row expands to show the history. */
export function GenerationTable({ works }: { works: readonly ListedGeneration[] }) {
  const t = useGenerationText();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className="rows">
      <table className="tbl">
        <thead>
          <tr>
            <th>{t('head.time')}</th>
            <th>{t('head.person')}</th>
            <th>{t('head.work')}</th>
            <th>{t('provider')}</th>
            <th className="r">{t('head.price')}</th>
            <th>{t('head.status')}</th>
          </tr>
        </thead>
        <tbody>
          {works.map((work) => (
            <Fragment key={work.id}>
              <TableRow
                chosen={work.id === open}
                onOpen={() => setOpen((now) => (now === work.id ? null : work.id))}
              >
                <Cells work={work} open={work.id === open} />
              </TableRow>
              {work.id === open && (
                <tr>
                  <td colSpan={6} className="admin-inspected">
                    <Inspection work={work} person={work} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ work, open }: { work: ListedGeneration; open: boolean }) {
  const f = useFormat();
  const words = useText('create');
  const today = f.day(work.createdAt) === f.day(new Date());
  return (
    <>
      <td className="t2 admin-nowrap">
        {today ? f.time(work.createdAt) : f.moment(work.createdAt)}
      </td>
      <td className="sub-m">
        <button type="button" dir="auto" className="admin-act admin-word" aria-expanded={open}>
          {work.userName}
        </button>
      </td>
      <td>
        <span className="flex g8 t2">
          <Icon icon={operationIcons[work.operation]} size={18} />
          {`${words(`operations.${work.operation}`)} · ${work.modelName}`}
        </span>
      </td>
      <td className="t2">{work.provider ?? '—'}</td>
      <td className="r sub-m">
        {work.paidWith === 'coins' ? (
          <Amount coins={work.price} />
        ) : (
          <span className="t2">{words(`payers.${work.paidWith}`)}</span>
        )}
      </td>
      <td>
        <StatusTag work={work} />
      </td>
    </>
  );
}

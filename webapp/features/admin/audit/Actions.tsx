import { Fragment, useState } from 'react';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { TableRow } from '../TableRow.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { Differences } from './Differences.tsx';
import { lookOf } from './look.ts';
import { useActionText } from './useActionText.ts';
import type { AuditLogEntry } from './values.ts';

interface ActionsProps {
  actions: readonly AuditLogEntry[];
}

/** One entry at a time is expanded to show the values before and after. */
function useOpened() {
  const [open, setOpen] = useState<number | null>(null);
  return { open, toggle: (id: number) => setOpen((now) => (now === id ? null : id)) };
}

/** The log on a phone. */
export function ActionRows({ actions }: ActionsProps) {
  const t = useAdminText();
  const words = useActionText();
  const when = useWhen();
  const { open, toggle } = useOpened();
  return (
    <Rows label={t('sections.audit')}>
      {actions.map((action) => {
        const { icon, kind } = lookOf(action);
        return (
          <li key={action.id}>
            <button
              type="button"
              className="row admin-audit"
              aria-expanded={open === action.id}
              onClick={() => toggle(action.id)}
            >
              <Tile icon={icon} kind={kind} />
              <span className="main">
                <b>{words.title(action)}</b>
                <small className="what">{words.details(action)}</small>
                <small dir="auto">{action.adminName}</small>
              </span>
              <span className="cap t2 num when">{when(action)}</span>
            </button>
            {open === action.id && (
              <div className="admin-opened">
                <Differences entry={action} />
              </div>
            )}
          </li>
        );
      })}
    </Rows>
  );
}

/** The log on a wide screen. */
export function ActionTable({ actions }: ActionsProps) {
  const t = useAdminText();
  const words = useActionText();
  const when = useWhen();
  const { open, toggle } = useOpened();
  return (
    <div className="rows">
      <table className="tbl dense">
        <thead>
          <tr>
            <th>{t('audit.time')}</th>
            <th>{t('audit.admin')}</th>
            <th>{t('audit.action')}</th>
            <th>{t('audit.details')}</th>
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => {
            const { icon, kind } = lookOf(action);
            return (
              <Fragment key={action.id}>
                <TableRow chosen={open === action.id} onOpen={() => toggle(action.id)}>
                  <td className="t2 admin-nowrap">{when(action)}</td>
                  <td dir="auto" className="t2 admin-word admin-author">
                    {action.adminName}
                  </td>
                  <td className="sub-m admin-done">
                    <button
                      type="button"
                      className="flex g8 admin-act"
                      aria-expanded={open === action.id}
                    >
                      <span className={kind === 'bad' ? 'danger' : kind === 'ok' ? 'ok' : 't2'}>
                        <Icon icon={icon} size={18} />
                      </span>
                      {words.title(action)}
                    </button>
                  </td>
                  <td className="t2 admin-note">{words.details(action)}</td>
                </TableRow>
                {open === action.id && (
                  <tr>
                    <td colSpan={4} className="admin-inspected">
                      <div className="admin-opened">
                        <Differences entry={action} />
                      </div>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The time for today's entries, the date for older ones. */
function useWhen(): (action: AuditLogEntry) => string {
  const f = useFormat();
  return ({ createdAt }) =>
    f.day(createdAt) === f.day(new Date()) ? f.time(createdAt) : f.moment(createdAt);
}

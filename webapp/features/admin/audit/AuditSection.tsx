import { useInfiniteQuery } from '@tanstack/react-query';
import ScrollText from 'lucide-react/icons/scroll-text';
import X from 'lucide-react/icons/x';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { CsvButton } from '../CsvButton.tsx';
import { ListBody } from '../ListBody.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { lookOf } from './look.ts';
import { useActionText } from './useActionText.ts';
import type { AuditLogEntry } from './values.ts';

/** Who did what to whom, the newest first; `target` narrows it to one. */
export function AuditSection({ target }: { target: string | null }) {
  const t = useAdminText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const list = useInfiniteQuery(
    trpc.admin.actions.infiniteQueryOptions(
      { limit: 30, ...(target !== null && { target }) },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const actions = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <SectionHead title={t('sections.audit')}>
        <div className="pad admin-buttons">
          <CsvButton of={{ list: 'actions', ...(target !== null && { target }) }} />
        </div>
        {target !== null && (
          <div className="pad admin-only">
            <span className="sub t2 ell">
              {t('audit.person', { name: actions[0]?.targetName ?? target })}
            </span>
            <Button kind="gray" size="sm" icon={X} onClick={() => showSection('audit')}>
              {t('audit.all')}
            </Button>
          </div>
        )}
      </SectionHead>
      <div className="pad">
        <ListBody
          pages={list}
          count={actions.length}
          empty={{ icon: ScrollText, title: t('audit.none'), text: t('audit.noneText') }}
        >
          {desktop ? <ActionTable actions={actions} /> : <ActionRows actions={actions} />}
        </ListBody>
        {actions.length > 0 && (
          <p className={cx('foot', !desktop && 'center')}>{t('audit.foot')}</p>
        )}
      </div>
    </>
  );
}

function ActionRows({ actions }: { actions: readonly AuditLogEntry[] }) {
  const t = useAdminText();
  const words = useActionText();
  const when = useWhen();
  return (
    <Rows label={t('sections.audit')}>
      {actions.map((action) => {
        const { icon, kind } = lookOf(action);
        return (
          <li key={action.id}>
            <div className="row admin-audit">
              <Tile icon={icon} kind={kind} />
              <div className="main">
                <b>{words.title(action)}</b>
                <small className="what">{words.details(action)}</small>
                <small dir="auto">{action.adminName}</small>
              </div>
              <span className="cap t2 num when">{when(action)}</span>
            </div>
          </li>
        );
      })}
    </Rows>
  );
}

function ActionTable({ actions }: { actions: readonly AuditLogEntry[] }) {
  const t = useAdminText();
  const words = useActionText();
  const when = useWhen();
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
              <tr key={action.id}>
                <td className="t2 admin-nowrap">{when(action)}</td>
                <td dir="auto" className="t2 admin-word">
                  {action.adminName}
                </td>
                <td className="sub-m">
                  <span className="flex g8">
                    <span className={kind === 'bad' ? 'danger' : kind === 'ok' ? 'ok' : 't2'}>
                      <Icon icon={icon} size={18} />
                    </span>
                    {words.title(action)}
                  </span>
                </td>
                <td className="t2 admin-note">{words.details(action)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The time for today's entries, the day before that. */
function useWhen(): (action: AuditLogEntry) => string {
  const f = useFormat();
  return ({ createdAt }) =>
    f.day(createdAt) === f.day(new Date()) ? f.time(createdAt) : f.moment(createdAt);
}

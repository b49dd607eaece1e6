import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import ScrollText from 'lucide-react/icons/scroll-text';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { useTRPC } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useTabReset } from '../../../ui/navigation/tabs.ts';
import { CsvButton } from '../CsvButton.tsx';
import { ListBody } from '../ListBody.tsx';
import { ListTools } from '../ListTools.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { usePaused } from '../usePaused.ts';
import { ActionRows, ActionTable } from './Actions.tsx';
import { AuditFilters, type NarrowedLog, toQuestion } from './AuditFilters.tsx';
import { useAuditText } from './texts.ts';
import { useActionText } from './useActionText.ts';

/** The audit log, the newest first; `target` filters by one. */
export function AuditSection({ target }: { target: string | null }) {
  const t = useAdminText();
  const words = useAuditText();
  const { whom } = useActionText();
  const trpc = useTRPC();
  const desktop = useDesktop();
  const [person, setPerson] = useState('');
  const [narrowed, setNarrowed] = useState<NarrowedLog>({});
  useTabReset(() => {
    setPerson('');
    setNarrowed({});
  });
  const paused = usePaused(person.trim());
  const question = { person: paused, ...toQuestion(narrowed), ...(target !== null && { target }) };
  const list = useInfiniteQuery(
    trpc.admin.actions.infiniteQueryOptions(
      { ...question, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const actions = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNarrowed = paused !== '' || target !== null || Object.keys(narrowed).length > 0;
  const empty = isNarrowed
    ? { title: words('none'), text: words('noneText') }
    : { title: t('audit.none'), text: t('audit.noneText') };
  return (
    <>
      <SectionHead title={t('sections.audit')}>
        <div className="pad admin-buttons">
          <CsvButton of={{ list: 'actions', ...question }} />
        </div>
        {target !== null && (
          <div className="pad admin-only">
            <span className="sub t2 ell">
              {t('audit.person', { name: actions[0] ? whom(actions[0]) : target })}
            </span>
            <Button kind="gray" size="sm" icon={X} onClick={() => showSection('audit')}>
              {t('audit.all')}
            </Button>
          </div>
        )}
      </SectionHead>
      <ListTools search={words('search')} query={person} onQuery={setPerson}>
        <AuditFilters narrowed={narrowed} onNarrow={setNarrowed} />
      </ListTools>
      <div className="pad">
        <ListBody pages={list} count={actions.length} empty={{ icon: ScrollText, ...empty }}>
          {desktop ? <ActionTable actions={actions} /> : <ActionRows actions={actions} />}
        </ListBody>
        {actions.length > 0 && (
          <p className={cx('foot', !desktop && 'center')}>{t('audit.foot')}</p>
        )}
      </div>
    </>
  );
}

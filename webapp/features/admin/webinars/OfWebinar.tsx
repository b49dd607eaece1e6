import CalendarCheck from 'lucide-react/icons/calendar-check';
import CalendarX from 'lucide-react/icons/calendar-x';
import Users from 'lucide-react/icons/users';
import { useState } from 'react';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { confirm } from '../../../ui/popup.ts';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useCanEdit } from '../rights.ts';
import { isOver } from './standing.ts';
import { useWebinarText } from './texts.ts';
import { WebinarPeople } from './WebinarPeople.tsx';

/** Actions of webinars only: the participants, cancelling and reinstating. */
export function OfWebinar({ record, onDone }: { record: AdminRecord; onDone: () => void }) {
  const t = useWebinarText();
  const client = useTRPCClient();
  const canEdit = useCanEdit();
  const { act, busy } = useAdminAction();
  const [open, setOpen] = useState(false);
  const { key, version, values, facts } = record;
  const count = Number(facts.registered) + Number(facts.waiting);
  const canChange = canEdit && !isOver(values);
  const takesPlace = values.active === true;
  const setActive = (active: boolean) =>
    void act({
      input: { section: 'webinars' as const, key, version, values: { active }, reason: '' },
      send: client.admin.changeRecord.mutate,
      done: t(active ? 'backOnDone' : 'cancelDone'),
      onDone,
    });
  const cancel = async () => {
    const sure = await confirm({
      title: t('cancelTitle'),
      message: t('cancelText'),
      cancel: t('keep'),
      confirm: t('cancel'),
      destructive: true,
    });
    if (sure) {
      setActive(false);
    }
  };
  return (
    <>
      {!takesPlace && <Note kind="bad">{t('isOff')}</Note>}
      {canChange && takesPlace && count > 0 && <Note>{t('told')}</Note>}
      <div className="flex g8 wrap">
        <Button kind="gray" size="sm" icon={Users} onClick={() => setOpen((now) => !now)}>
          {t('peopleOf', { number: String(count) })}
        </Button>
        {canChange && takesPlace && (
          <Button kind="bad" size="sm" icon={CalendarX} busy={busy} onClick={() => void cancel()}>
            {t('cancel')}
          </Button>
        )}
        {canChange && !takesPlace && (
          <Button
            kind="gray"
            size="sm"
            icon={CalendarCheck}
            busy={busy}
            onClick={() => setActive(true)}
          >
            {t('backOn')}
          </Button>
        )}
      </div>
      {open && <WebinarPeople webinarId={key} />}
    </>
  );
}

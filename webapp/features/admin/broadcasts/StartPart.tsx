import CalendarClock from 'lucide-react/icons/calendar-clock';
import Send from 'lucide-react/icons/send';
import { useState } from 'react';
import { useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { confirm } from '../../../ui/popup.ts';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import type { SavedBroadcast, SavingProps } from './savedBroadcast.ts';
import { TestButton } from './TestButton.tsx';
import { useBroadcastText } from './texts.ts';

interface StartPartProps extends SavingProps {
  changed: boolean;
  busy: boolean;
  /** The number of recipients; absent until they are counted. */
  recipients: number | undefined;
}

/** The actions for a draft; each saves it first. */
export function StartPart(props: StartPartProps) {
  const { enabled, changed, busy, recipients, save, settle } = props;
  const t = useBroadcastText();
  const words = useAdminText();
  const f = useFormat();
  const client = useTRPCClient();
  const { act, busy: isStarting } = useAdminAction();
  const [when, setWhen] = useState('');
  const at = when === '' ? null : new Date(when);
  const isPast = at !== null && at.getTime() < Date.now();

  async function start(): Promise<void> {
    const saved = await save();
    if (!saved || recipients === undefined) {
      return;
    }
    const question = at === null ? 'sureStart' : 'sureSchedule';
    const isSure = await confirm({
      title: t(`${question}.title`),
      message: t(`${question}.message`, { count: recipients, when: at ? f.moment(at) : '' }),
      confirm: t(at === null ? 'start' : 'schedule'),
      cancel: words('cancel'),
    });
    if (isSure) {
      await act({
        input: { ...pick(saved), at: at?.toISOString() ?? null },
        send: client.admin.startBroadcast.mutate,
        done: t(at === null ? 'started' : 'scheduled'),
        onDone: () => undefined,
      });
    }
    settle(saved);
  }

  return (
    <div className="stack">
      <div className="flex g8 wrap">
        <Button
          kind="gray"
          size="sm"
          disabled={!enabled || !changed}
          busy={busy}
          onClick={async () => settle(await save())}
        >
          {t('save')}
        </Button>
        <TestButton enabled={enabled} save={save} settle={settle} />
      </div>
      <Field
        label={t('when')}
        showLabel
        type="datetime-local"
        value={when}
        state={isPast ? 'error' : 'plain'}
        help={isPast ? t('past') : null}
        onChange={setWhen}
      />
      <Button
        wide
        icon={at === null ? Send : CalendarClock}
        disabled={!enabled || isPast || !recipients}
        busy={isStarting}
        onClick={() => void start()}
      >
        {t(at === null ? 'start' : 'schedule')}
      </Button>
    </div>
  );
}

const pick = ({ id, version }: SavedBroadcast): SavedBroadcast => ({ id, version });

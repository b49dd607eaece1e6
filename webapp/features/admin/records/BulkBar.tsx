import type { SectionCode } from '../../../../shared/records/sections.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { confirm } from '../../../ui/popup.ts';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useWebinarText } from '../webinars/texts.ts';
import { useRecordText } from './texts.ts';

export interface BulkBarProps {
  section: SectionCode;
  keys: string[];
  onDone: () => void;
}

/** Actions on all selected records. */
export function BulkBar({ section, keys, onDone }: BulkBarProps) {
  const t = useRecordText();
  const webinars = useWebinarText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const count = keys.length;
  const toggle = async (on: boolean) => {
    // People with a place are notified at once, and that can't be undone.
    const isSure =
      section !== 'webinars' ||
      on ||
      (await confirm({
        title: t('sureOff', { count }),
        message: webinars('cancelText'),
        confirm: t('off'),
        cancel: t('cancel'),
        destructive: true,
      }));
    if (!isSure) {
      return;
    }
    await act({
      input: { section, keys, on },
      send: client.admin.toggleRecords.mutate,
      done: ({ changed }) => t('switched', { count: changed }),
      onDone,
    });
  };
  return (
    <div className="admin-bar">
      <span className="grow sub-m">{t('chosen', { count })}</span>
      <Button
        kind="gray"
        size="sm"
        busy={busy}
        disabled={count === 0}
        onClick={() => void toggle(true)}
      >
        {t('on')}
      </Button>
      <Button
        kind="gray"
        size="sm"
        busy={busy}
        disabled={count === 0}
        onClick={() => void toggle(false)}
      >
        {t('off')}
      </Button>
      <Button kind="plain" size="sm" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  );
}

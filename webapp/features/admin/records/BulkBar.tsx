import type { SectionCode } from '../../../../shared/records/sections.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useRecordText } from './texts.ts';

export interface BulkBarProps {
  section: SectionCode;
  keys: string[];
  onDone: () => void;
}

/** What can be done with all that are chosen. */
export function BulkBar({ section, keys, onDone }: BulkBarProps) {
  const t = useRecordText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const count = keys.length;
  const toggle = (on: boolean) =>
    void act({
      input: { section, keys, on },
      send: client.admin.toggleRecords.mutate,
      done: t('switched', { count }),
      onDone,
    });
  return (
    <div className="admin-bar">
      <span className="grow sub-m">{t('chosen', { count })}</span>
      <Button kind="gray" size="sm" busy={busy} disabled={count === 0} onClick={() => toggle(true)}>
        {t('on')}
      </Button>
      <Button
        kind="gray"
        size="sm"
        busy={busy}
        disabled={count === 0}
        onClick={() => toggle(false)}
      >
        {t('off')}
      </Button>
      <Button kind="plain" size="sm" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  );
}

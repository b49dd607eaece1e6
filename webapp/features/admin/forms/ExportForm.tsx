import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { usePersonText } from '../users/texts.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Requests a copy of the person's data, which the bot sends to them. */
export function ExportForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = usePersonText();
  const common = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  const submit = async () => {
    await act({
      input: { userId: card.user.id, reason: reason.trim() },
      send: client.admin.exportPerson.mutate,
      done: ({ ordered }) => t(ordered ? 'export.done' : 'export.recent'),
      onDone,
    });
  };
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t('export.text')}</p>
      <ReasonField
        label={common('reason.label')}
        ready={[t('export.reasons.asked')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('export.submit')}
        enabled={hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

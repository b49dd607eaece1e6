import { useState } from 'react';
import type { BotKeyFacts } from '../../../../shared/schemas/adminBots.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { ReasonField } from '../forms/ReasonField.tsx';
import { Submit } from '../forms/Submit.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useBotKeyText } from './texts.ts';

/** Revokes a key immediately. */
export function RevokeForm({ botKey, onDone }: { botKey: BotKeyFacts; onDone: () => void }) {
  const t = useBotKeyText();
  const common = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  const submit = () =>
    act({
      input: { id: botKey.id, reason: reason.trim() },
      send: client.admin.revokeBotKey.mutate,
      done: t('revokedDone'),
      onDone,
    });
  return (
    <div className="stack admin-form">
      <p>
        <b>{botKey.botName}</b> <span className="mono t2">…{botKey.hint}</span>
      </p>
      <p className="sub t2">{t('revokeText')}</p>
      <ReasonField
        label={common('reason.label')}
        ready={[t('reasons.leaked'), t('reasons.replace')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('revoke')}
        enabled={hasVisibleText(reason)}
        busy={busy}
        danger
        onClick={() => void submit()}
      />
    </div>
  );
}

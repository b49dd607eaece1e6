import { useState } from 'react';
import type { AdminAlert } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { useAlertTitle } from '../alerts/useAlertTitle.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Closes an alert manually. */
export function ResolveForm({ alert, onDone }: { alert: AdminAlert; onDone: () => void }) {
  const t = useAdminText();
  const client = useTRPCClient();
  const titleOf = useAlertTitle();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  useClosingConfirmation(reason !== '');
  const submit = async () => {
    const input = { alertId: alert.id, reason: reason.trim() };
    const done = t('alerts.done');
    await act({ input, send: client.admin.resolveAlert.mutate, done, onDone });
  };
  return (
    <div className="stack admin-form">
      <div>
        <b className="row-t">{titleOf(alert.kind)}</b>
        <p className="mono t2 admin-key">{alert.key}</p>
      </div>
      <p className="sub t2">{t('alerts.text')}</p>
      <ReasonField
        label={t('reason.label')}
        ready={[t('alerts.reasons.done'), t('alerts.reasons.known')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('alerts.resolve')}
        enabled={hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

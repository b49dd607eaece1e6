import { useState } from 'react';
import type { AdminGeneration, AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { confirm } from '../../../telegram/popup.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

export interface WorkFormProps {
  /** `retry` has it taken up again, `fail` ends it and gives back what it took. */
  act: 'retry' | 'fail';
  card: AdminUserCard;
  work: AdminGeneration;
  onDone: () => void;
}

/** Moves an unfinished work on. */
export function WorkForm({ act: what, card, work, onDone }: WorkFormProps) {
  const t = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  useClosingConfirmation(reason !== '');
  const submit = async () => {
    const input = { userId: card.user.id, generationId: work.id, reason: reason.trim() };
    const { retryGeneration, failGeneration } = client.admin;
    if (what === 'retry') {
      await act({ input, send: retryGeneration.mutate, done: t('works.retryDone'), onDone });
      return;
    }
    const sure = await confirm({
      title: t('works.failSure'),
      message: t('works.failText'),
      confirm: t('works.fail'),
      cancel: t('cancel'),
      destructive: true,
    });
    if (sure) {
      await act({ input, send: failGeneration.mutate, done: t('works.failDone'), onDone });
    }
  };
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t(`works.${what}Text`)}</p>
      <ReasonField
        label={t('reason.label')}
        ready={[t('works.reasons.stuck'), t('works.reasons.asked')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t(`works.${what}`)}
        enabled={hasVisibleText(reason)}
        busy={busy}
        danger={what === 'fail'}
        onClick={() => void submit()}
      />
    </div>
  );
}

import { useState } from 'react';
import type { AdminGeneration } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { confirm } from '../../../ui/popup.ts';
import { useGenerationText } from '../generations/texts.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

export interface WorkFormProps {
  /** `retry` requeues it, `fail` ends and refunds it, `refund` refunds a finished one. */
  act: 'retry' | 'fail' | 'refund';
  person: { userId: number; userName: string };
  work: AdminGeneration;
  onDone: () => void;
}

/** Requeues or refunds a work. */
export function WorkForm({ act: what, person, work, onDone }: WorkFormProps) {
  const t = useAdminText();
  const own = useGenerationText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  useClosingConfirmation(reason !== '');
  const submit = async () => {
    const input = { userId: person.userId, generationId: work.id, reason: reason.trim() };
    const { retryGeneration, failGeneration, refundGeneration } = client.admin;
    if (what === 'retry') {
      await act({ input, send: retryGeneration.mutate, done: t('works.retryDone'), onDone });
      return;
    }
    if (what === 'refund') {
      await act({ input, send: refundGeneration.mutate, done: own('refundDone'), onDone });
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
      <p className="sub t2">{what === 'refund' ? own('refundText') : t(`works.${what}Text`)}</p>
      <ReasonField
        label={t('reason.label')}
        ready={
          what === 'refund'
            ? [own('refundReasons.quality'), own('refundReasons.courtesy')]
            : [t('works.reasons.stuck'), t('works.reasons.asked')]
        }
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={what === 'refund' ? own('refund') : t(`works.${what}`)}
        enabled={hasVisibleText(reason)}
        busy={busy}
        danger={what !== 'retry'}
        onClick={() => void submit()}
      />
    </div>
  );
}

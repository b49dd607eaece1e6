import { useState } from 'react';
import { roles } from '../../../../shared/closedSets.ts';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { RadioGroup, RadioRow } from '../../../ui/Choice.tsx';
import { confirm } from '../../../ui/popup.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Changes a person's role. */
export function RoleForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const { role: before, id: userId } = card.user;
  const [role, setRole] = useState(before);
  const [reason, setReason] = useState('');
  const changed = role !== before;
  useClosingConfirmation(changed || reason !== '');
  const submit = async () => {
    const sure = await confirm({
      title: t('role.sure'),
      message: t('role.sureText', {
        name: personName(card.user),
        before: t(`card.roles.${before}`),
        after: t(`card.roles.${role}`),
      }),
      confirm: t('role.submit'),
      cancel: t('cancel'),
    });
    const input = { userId, role, reason: reason.trim() };
    const undo = { userId, role: before, reason: t('undoReason') };
    const done = t('role.done', { role: t(`card.roles.${role}`) });
    if (sure) {
      await act({ input, send: client.admin.setRole.mutate, done, undo, onDone });
    }
  };
  return (
    <div className="stack admin-form">
      <RadioGroup label={t('role.title')} className="rows">
        {roles.map((one) => (
          <RadioRow
            key={one}
            title={t(`card.roles.${one}`)}
            note={t(`role.notes.${one}`)}
            on={one === role}
            onChoose={() => setRole(one)}
          />
        ))}
      </RadioGroup>
      <ReasonField
        label={t('reason.label')}
        ready={[t('role.reasons.joins'), t('role.reasons.leaves')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('role.submit')}
        enabled={changed && hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { confirm } from '../../../ui/popup.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Pauses or unpauses an account. */
export function BlockForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  const { blocked, id: userId } = card.user;
  const name = personName(card.user);
  useClosingConfirmation(reason !== '');
  const submit = async () => {
    const sure = await confirm({
      title: t(blocked ? 'block.unblockSure' : 'block.sure', { name }),
      message: t(blocked ? 'block.unblockText' : 'block.text'),
      confirm: t(blocked ? 'block.unblock' : 'block.submit'),
      cancel: t('cancel'),
      destructive: !blocked,
    });
    const input = { userId, blocked: !blocked, reason: reason.trim() };
    const undo = { userId, blocked, reason: (blocked && card.blockedReason) || t('undoReason') };
    const done = t(blocked ? 'block.undone' : 'block.done', { name });
    if (sure) {
      await act({ input, send: client.admin.setBlocked.mutate, done, undo, onDone });
    }
  };
  const ready = blocked
    ? [t('block.unblockReasons.checked'), t('block.unblockReasons.asked')]
    : [t('block.reasons.disputed'), t('block.reasons.abuse'), t('block.reasons.content')];
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t(blocked ? 'block.unblockText' : 'block.text')}</p>
      <ReasonField label={t('reason.label')} ready={ready} value={reason} onChange={setReason} />
      <Submit
        text={t(blocked ? 'block.unblock' : 'block.submit')}
        enabled={hasVisibleText(reason)}
        busy={busy}
        danger={!blocked}
        onClick={() => void submit()}
      />
    </div>
  );
}

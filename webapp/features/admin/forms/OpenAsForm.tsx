import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { PersonView } from '../users/PersonView.tsx';
import { usePersonText } from '../users/texts.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Asks for the reason, then shows the app as the person sees it. */
export function OpenAsForm({ card }: { card: AdminUserCard }) {
  const t = usePersonText();
  const common = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  const [view, setView] = useState<{ token: string; expiresAt: string } | null>(null);
  if (view) {
    return <PersonView name={personName(card.user)} {...view} />;
  }
  const submit = () =>
    act({
      input: { userId: card.user.id, reason: reason.trim() },
      send: async (input) => setView(await client.admin.openAsPerson.mutate(input)),
      done: null,
      onDone: () => {},
    });
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t('openAs.text')}</p>
      <ReasonField
        label={common('reason.label')}
        ready={[t('openAs.reasons.question'), t('openAs.reasons.check')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('openAs.submit')}
        enabled={hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import Medal from 'lucide-react/icons/medal';
import { useState } from 'react';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { confirm } from '../../../ui/popup.ts';
import { ReasonField } from '../forms/ReasonField.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useRecordText } from './texts.ts';

/** Grants a badge to everybody who meets its criteria: their number, the reason, and a confirmation. */
export function OfBadge({ record }: { record: AdminRecord }) {
  const t = useRecordText();
  const common = useAdminText();
  const f = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  const isOffered = record.values.active === true && record.values.metric !== 'manual';
  const { data } = useQuery(
    trpc.admin.badgeCandidates.queryOptions({ badge: record.key }, { enabled: isOffered }),
  );
  if (!isOffered || !data) {
    return null;
  }
  if (data.people === 0) {
    return <Note>{t('badgeAll.nobody')}</Note>;
  }
  const number = f.number(data.people);
  const grant = async () => {
    const sure = await confirm({
      title: t('badgeAll.sure', { count: data.people, number }),
      message: t('badgeAll.sureText'),
      confirm: t('badgeAll.confirm'),
      cancel: common('cancel'),
    });
    if (sure) {
      await act({
        input: { badge: record.key, reason: reason.trim() },
        send: client.admin.grantBadgeToAll.mutate,
        done: ({ people }) => t('badgeAll.done', { count: people, number: f.number(people) }),
        onDone: () => setReason(''),
      });
    }
  };
  return (
    <>
      <Note kind="act" icon={Medal}>
        {t('badgeAll.text', { count: data.people, number })}
      </Note>
      <ReasonField
        label={common('reason.label')}
        ready={[t('badgeAll.reasons.new'), t('badgeAll.reasons.easier')]}
        value={reason}
        onChange={setReason}
      />
      <Button
        kind="gray"
        busy={busy}
        disabled={!hasVisibleText(reason)}
        onClick={() => void grant()}
      >
        {t('badgeAll.submit', { count: data.people, number })}
      </Button>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Note } from '../../../ui/Note.tsx';
import { confirm } from '../../../ui/popup.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { usePersonText } from '../users/texts.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Deletes an account: what the person loses, the reason, and a confirmation. */
export function EraseForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = usePersonText();
  const common = useAdminText();
  const f = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [reason, setReason] = useState('');
  const { id: userId } = card.user;
  const asked = useQuery({
    ...trpc.admin.erasure.queryOptions({ userId }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const lost = asked.data;
  if (!lost) {
    return asked.error ? (
      <QueryError error={asked.error} onRetry={() => void asked.refetch()} />
    ) : (
      <RowsSkeleton rows={5} />
    );
  }
  const submit = async () => {
    const sure = await confirm({
      title: t('erase.sure', { name: personName(card.user) }),
      message: t('erase.sureText'),
      confirm: t('erase.submit'),
      cancel: common('cancel'),
      destructive: true,
    });
    if (sure) {
      const { confirmation } = lost;
      await act({
        input: { userId, confirmation, reason: reason.trim() },
        send: client.admin.erasePerson.mutate,
        done: t('erase.done'),
        onDone,
      });
    }
  };
  const count = (name: string, value: number) =>
    value > 0 ? [{ name, value: f.amount(value) }] : [];
  return (
    <div className="stack admin-form">
      <Note kind="bad">{t('erase.text')}</Note>
      <h3 className="h3">{t('erase.lost')}</h3>
      <Facts
        items={[
          { name: t('openAs.coins'), value: f.coins(lost.coins) },
          ...(lost.plan?.endsAt
            ? [
                {
                  name: t('openAs.plan'),
                  value: t('openAs.untilDate', { date: f.date(lost.plan.endsAt) }),
                },
              ]
            : []),
          ...count(t('openAs.credits'), lost.credits),
          ...count(t('openAs.freeOperations'), lost.freeOperations),
          ...count(t('openAs.freeTrainings'), lost.freeTrainings),
          { name: t('erase.works'), value: f.amount(lost.works) },
          { name: t('level'), value: f.amount(lost.level) },
          ...count(t('erase.badges'), lost.badges),
          ...count(t('erase.running'), lost.running),
          ...count(t('erase.openPayments'), lost.openPayments),
        ]}
      />
      <ReasonField
        label={common('reason.label')}
        ready={[t('erase.reasons.asked'), t('erase.reasons.law')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('erase.submit')}
        danger
        enabled={hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

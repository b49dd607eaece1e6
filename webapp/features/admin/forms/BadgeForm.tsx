import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isLocalized } from '../../../../shared/records/fields.ts';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useLocalized } from '../../../i18n/useFormat.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { RadioGroup, RadioRow } from '../../../ui/Choice.tsx';
import { confirm } from '../../../ui/popup.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { usePersonText } from '../users/texts.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Grants one of the badges that the person does not have. */
export function BadgeForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = usePersonText();
  const common = useAdminText();
  const localized = useLocalized();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [badge, setBadge] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  useClosingConfirmation(badge !== null || reason !== '');
  const list = useQuery(
    trpc.admin.records.queryOptions({ section: 'badges', filters: { active: 'true' }, limit: 100 }),
  );
  if (!list.data) {
    return list.error ? (
      <QueryError error={list.error} onRetry={() => void list.refetch()} />
    ) : (
      <RowsSkeleton rows={6} />
    );
  }
  const owned = new Set(card.badges.map(({ code }) => code));
  const wordsOf = (value: unknown) => (isLocalized(value) ? localized(value) : '');
  const open = list.data.items.filter(({ key }) => !owned.has(key));
  if (open.length === 0) {
    return <p className="sub t2">{t('badges.all')}</p>;
  }
  const chosen = open.find(({ key }) => key === badge);
  const submit = async () => {
    const name = wordsOf(chosen?.values.name);
    const isSure =
      chosen !== undefined &&
      (await confirm({
        title: t('badges.sure', { name }),
        message: t('badges.sureText', { name: personName(card.user) }),
        confirm: t('badges.submit'),
        cancel: common('cancel'),
      }));
    if (isSure) {
      await act({
        input: { userId: card.user.id, badge: chosen.key, reason: reason.trim() },
        send: client.admin.grantBadge.mutate,
        done: t('badges.done', { name }),
        onDone,
      });
    }
  };
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t('badges.text')}</p>
      <RadioGroup label={t('badges.which')} className="rows admin-long">
        {open.map(({ key, values }) => (
          <RadioRow
            key={key}
            title={wordsOf(values.name)}
            note={wordsOf(values.description)}
            on={key === badge}
            first={badge === null && key === open[0]?.key}
            onChoose={() => setBadge(key)}
          />
        ))}
      </RadioGroup>
      <ReasonField
        label={common('reason.label')}
        ready={[t('badges.reasons.event'), t('badges.reasons.help'), t('badges.reasons.lost')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('badges.submit')}
        enabled={chosen !== undefined && hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

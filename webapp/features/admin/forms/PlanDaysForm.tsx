import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { Chips } from '../../../ui/Chips.tsx';
import { Field } from '../../../ui/Field.tsx';
import { confirm } from '../../../ui/popup.ts';
import { bareOf } from '../records/drafts.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { usePersonText } from '../users/texts.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 3650;
const usual = ['3', '7', '30', '365'] as const;

/** Grants days of the monthly plan; shows its new end. */
export function PlanDaysForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = usePersonText();
  const common = useAdminText();
  const f = useFormat();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  useClosingConfirmation(`${text}${reason}` !== '');
  const days = /^\d{1,4}$/.test(bareOf(text)) ? Number(bareOf(text)) : 0;
  const isRight = days >= 1 && days <= MAX_DAYS;
  const since = Math.max(Date.now(), card.plan?.endsAt ? Date.parse(card.plan.endsAt) : 0);
  const until = f.date(new Date(since + days * DAY_MS));
  const help = isRight ? t('planDays.until', { date: until }) : t('planDays.wrong');
  const submit = async () => {
    const isSure = await confirm({
      title: t('planDays.sure', { count: days }),
      message: t('planDays.sureText', { name: personName(card.user), date: until }),
      confirm: t('planDays.confirm'),
      cancel: common('cancel'),
    });
    if (isSure) {
      await act({
        input: { userId: card.user.id, days, reason: reason.trim() },
        send: client.admin.grantPlanDays.mutate,
        done: t('planDays.done', { date: until }),
        onDone,
      });
    }
  };
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t('planDays.text')}</p>
      <Chips
        label={t('planDays.days')}
        items={usual.map((value) => ({ value, label: value }))}
        value={usual.find((value) => value === text) ?? ('' as (typeof usual)[number])}
        onChange={setText}
      />
      <Field
        label={t('planDays.days')}
        showLabel
        inputMode="numeric"
        maxLength={4}
        value={text}
        state={text !== '' && !isRight ? 'error' : 'plain'}
        help={text === '' ? null : help}
        onChange={setText}
      />
      <ReasonField
        label={common('reason.label')}
        ready={[
          t('planDays.reasons.outage'),
          t('planDays.reasons.gift'),
          t('planDays.reasons.partner'),
        ]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={isRight ? t('planDays.submit', { count: days }) : t('planDays.confirm')}
        enabled={isRight && hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { RadioGroup, RadioRow } from '../../../ui/Choice.tsx';
import { confirm } from '../../../ui/popup.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { useAccessText } from '../users/useAccessText.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

const DAY_MS = 86_400_000;
/** Days from now; null = for good, 0 = none. */
const choices = [0, 7, 30, 365, null] as const;
type Choice = (typeof choices)[number];

/** Gives free access to every operation for some days or for good, or ends it. */
export function AccessForm({ card, onDone }: { card: AdminUserCard; onDone: () => void }) {
  const t = useAdminText();
  const f = useFormat();
  const client = useTRPCClient();
  const accessWords = useAccessText();
  const { act, busy } = useAdminAction();
  const [chosen, setChosen] = useState<Choice | undefined>(undefined);
  const [reason, setReason] = useState('');
  // Computed once, so that a repeated tap sends the same time.
  const [now] = useState(Date.now);
  const userId = card.user.id;
  const accessOf = (days: Choice) =>
    days === 0
      ? null
      : { until: days === null ? null : new Date(now + days * DAY_MS).toISOString() };
  useClosingConfirmation(chosen !== undefined || reason !== '');
  const submit = async () => {
    if (chosen === undefined) {
      return;
    }
    const freeAccess = accessOf(chosen);
    const value = accessWords(freeAccess);
    const sure = await confirm({
      title: t('access.sure'),
      message: t('access.sureText', {
        name: personName(card.user),
        before: accessWords(card.freeAccess),
        after: value,
      }),
      confirm: t('access.submit'),
      cancel: t('cancel'),
    });
    const input = { userId, freeAccess, reason: reason.trim() };
    const undo = { userId, freeAccess: card.freeAccess, reason: t('undoReason') };
    const done = t('access.done', { value });
    if (sure) {
      await act({ input, send: client.admin.setFreeAccess.mutate, done, undo, onDone });
    }
  };
  const name = (days: Choice) => {
    if (days === null) {
      return t('access.forever');
    }
    return days === 0 ? t('access.none') : t('access.days', { count: days });
  };
  return (
    <div className="stack admin-form">
      <p className="sub t2">
        {t('access.text')}{' '}
        {t('access.keep', { value: uncapitalized(accessWords(card.freeAccess)) })}.
      </p>
      <RadioGroup label={t('access.title')} className="rows">
        {choices.map((days) => (
          <RadioRow
            key={days}
            title={name(days)}
            {...(days && { value: f.date(new Date(now + days * DAY_MS)) })}
            on={days === chosen}
            first={chosen === undefined && days === 0}
            onChoose={() => setChosen(days)}
          />
        ))}
      </RadioGroup>
      <ReasonField
        label={t('reason.label')}
        ready={[t('access.reasons.test'), t('access.reasons.partner'), t('access.reasons.sorry')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('access.submit')}
        enabled={chosen !== undefined && hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

/** In lower case, for use within a sentence. */
const uncapitalized = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

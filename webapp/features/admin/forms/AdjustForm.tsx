import { useId, useState } from 'react';
import { adjustableAssets } from '../../../../shared/closedSets.ts';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { Chips } from '../../../ui/Chips.tsx';
import { cx } from '../../../ui/cx.ts';
import { confirm } from '../../../ui/popup.ts';
import { Segment } from '../../../ui/Segment.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { personName } from '../users/PeopleTable.tsx';
import { AmountField } from './AmountField.tsx';
import { type AdjustableAsset, balanceOf, parseAmount, useAmountText } from './amounts.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

export interface AdjustFormProps {
  card: AdminUserCard;
  /** In the page instead of a sheet. */
  inline?: boolean;
  onDone: () => void;
}

/** Adds to a balance or subtracts from it, after showing the new balance. */
export function AdjustForm({ card, inline = false, onDone }: AdjustFormProps) {
  const t = useAdminText();
  const client = useTRPCClient();
  const words = useAmountText();
  const { act, busy } = useAdminAction();
  const [direction, setDirection] = useState<'add' | 'take'>('add');
  const [asset, setAsset] = useState<AdjustableAsset>('coins');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  useClosingConfirmation(`${text}${reason}${note}` !== '');

  const before = balanceOf(card, asset);
  const amount = parseAmount(text, asset);
  const after = amount === null ? null : before + (direction === 'add' ? amount : -amount);
  const written = amount === null ? null : words.inWords(amount, asset);
  const asked = amount === null ? null : words.inWords(amount, asset, 'accusative');
  const add = direction === 'add';
  const ready = amount !== null && after !== null && after >= 0 && hasVisibleText(reason);
  const submit = async () => {
    if (amount === null || after === null || written === null || asked === null) {
      return;
    }
    const sure = await confirm({
      title: t(add ? 'adjust.sureAdd' : 'adjust.sureTake', { amount: asked }),
      message: t('adjust.sureText', {
        name: personName(card.user),
        before: words.bare(before, asset),
        after: words.bare(after, asset),
      }),
      confirm: t(add ? 'adjust.add' : 'adjust.take'),
      cancel: t('cancel'),
      destructive: !add,
    });
    const input = {
      userId: card.user.id,
      asset,
      direction,
      amount,
      reason: reason.trim(),
      note: note.trim(),
    };
    const done = t(add ? 'adjust.added' : 'adjust.taken', { amount: written });
    if (sure) {
      await act({ input, send: client.admin.adjustBalance.mutate, done, onDone });
    }
  };
  return (
    <div className={cx('stack admin-form', inline && 'inline')}>
      <Segment
        label={t('adjust.direction')}
        items={[
          { value: 'add', label: t('adjust.add') },
          { value: 'take', label: t('adjust.take') },
        ]}
        value={direction}
        onChange={setDirection}
      />
      <Chips
        label={t('adjust.asset')}
        items={adjustableAssets.map((value) => ({ value, label: t(`adjust.assets.${value}`) }))}
        value={asset}
        onChange={setAsset}
      />
      <AmountField text={text} onChange={setText} asset={asset} before={before} after={after} />
      <ReasonField
        label={t('adjust.reason')}
        ready={[
          t('adjust.reasons.video'),
          t('adjust.reasons.outage'),
          t('adjust.reasons.gift'),
          t('adjust.reasons.mistake'),
        ]}
        value={reason}
        onChange={setReason}
      />
      <NoteField value={note} onChange={setNote} />
      <p className="foot">{t('adjust.auditLog')}</p>
      <Submit
        text={
          asked === null
            ? t(`adjust.empty.${direction}`)
            : t(add ? 'adjust.submitAdd' : 'adjust.submitTake', { amount: asked })
        }
        enabled={ready}
        busy={busy}
        inline={inline}
        onClick={() => void submit()}
      />
    </div>
  );
}

function NoteField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useAdminText();
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {t('adjust.note')}
      </label>
      <div className="field">
        <textarea
          id={id}
          rows={2}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}

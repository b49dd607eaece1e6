import Gift from 'lucide-react/icons/gift';
import { useId } from 'react';
import { Coin } from '../../../ui/Coin.tsx';
import { cx } from '../../../ui/cx.ts';
import { Help } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { type AdjustableAsset, maxAmount, useAmountText } from './amounts.ts';

export interface AmountFieldProps {
  text: string;
  onChange: (text: string) => void;
  asset: AdjustableAsset;
  before: number;
  /** Null while no amount is typed. */
  after: number | null;
}

/** The amount, with the balance before and after. */
export function AmountField({ text, onChange, asset, before, after }: AmountFieldProps) {
  const t = useAdminText();
  const words = useAmountText();
  const id = useId();
  const now = words.bare(before, asset);
  const max = words.bare(maxAmount(asset), asset);
  const trouble =
    after === null
      ? text.trim() !== '' && t(asset === 'coins' ? 'adjust.notCoins' : 'adjust.notAmount', { max })
      : after < 0 && t('adjust.tooMuch', { left: words.inWords(before, asset) });
  const shown = after !== null && after >= 0;
  return (
    <div>
      <label className="label" htmlFor={id}>
        {t(`adjust.assets.${asset}`)}
      </label>
      <div className={cx('field admin-amount', trouble && 'err')}>
        {asset === 'coins' ? <Coin size={20} /> : <Icon icon={Gift} size={20} />}
        <input
          id={id}
          inputMode={asset === 'coins' ? 'decimal' : 'numeric'}
          autoComplete="off"
          maxLength={12}
          value={text}
          aria-invalid={Boolean(trouble) || undefined}
          aria-describedby={`${id}-then`}
          onChange={(event) => onChange(event.target.value)}
        />
        <span className="admin-then" aria-hidden="true">
          {shown ? (
            <>
              {now} → <b>{words.bare(after, asset)}</b>
            </>
          ) : (
            now
          )}
        </span>
        <span id={`${id}-then`} className="vh" role="status">
          {shown && t('adjust.becomes', { before: now, after: words.bare(after, asset) })}
        </span>
      </div>
      {trouble && <Help state="error" text={trouble} />}
    </div>
  );
}

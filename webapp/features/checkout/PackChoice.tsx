import Pencil from 'lucide-react/icons/pencil';
import type { Currency, PaymentOptions } from '../../../shared/schemas/payments.ts';
import { OtherAmount, Pack } from '../../domain/coins/Pack.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { cheaperPack } from './cheaperPack.ts';
import type { Amount } from './useAmount.ts';

interface PackChoiceProps {
  options: PaymentOptions;
  amount: Amount;
  currency: Currency;
}

/** The packs on sale and, after them, any other amount. */
export function PackChoice({ options, amount, currency }: PackChoiceProps) {
  const t = useText('topup');
  const f = useFormat();
  const { packs, custom } = options;
  const { item } = amount;
  const cheaper = item?.type === 'custom' ? cheaperPack(options, item.coins, currency) : null;
  const bounds = t('other.bounds', { min: f.coins(custom.min), max: f.coins(custom.max) });
  return (
    <>
      <RadioGroup
        label={t('packs')}
        className={cx('packs', packs.length % 3 === 0 && 'other-below')}
      >
        {packs.map((pack) => (
          <Pack
            key={pack.code}
            {...pack}
            best={pack.bestValue}
            on={amount.pack === pack.code}
            onChoose={() => amount.choosePack(pack.code)}
          />
        ))}
        <OtherAmount
          icon={Pencil}
          title={t('other.title')}
          note={bounds}
          on={amount.isOther}
          onChoose={amount.chooseOther}
        />
      </RadioGroup>
      {amount.isOther && (
        <Field
          label={t('other.label')}
          value={amount.text}
          onChange={amount.setText}
          inputMode="decimal"
          enterKeyHint="done"
          maxLength={9}
          autoFocus
          placeholder={bounds}
          state={amount.outOfBounds ? 'error' : 'plain'}
          help={amount.outOfBounds ? t('other.wrong', { bounds }) : null}
          trailing={<span className="t2 other-unit">{t('other.unit')}</span>}
        />
      )}
      {cheaper && (
        <div ref={reveal}>
          <Note
            kind="act"
            action={
              <Button kind="soft" size="sm" onClick={() => amount.choosePack(cheaper.code)}>
                {t('other.take')}
              </Button>
            }
          >
            {t('other.cheaper', {
              coins: f.coinsInWords(cheaper.coins),
              amount: f.money(
                currency === 'XTR' ? cheaper.stars : (cheaper.roubles ?? 0),
                currency,
              ),
            })}
          </Note>
        </div>
      )}
    </>
  );
}

/** On a small phone the hint would appear below the edge of the sheet, unseen. */
function reveal(hint: HTMLElement | null): void {
  hint?.scrollIntoView({ block: 'nearest' });
}

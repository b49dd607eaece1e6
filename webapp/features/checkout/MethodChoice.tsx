import type { PaidMethod, PaymentQuote } from '../../../shared/schemas/payments.ts';
import { MethodRow, StarsAmount } from '../../domain/coins/MethodRow.tsx';
import { type MethodName, methodIcons, type PayMethod } from '../../domain/coins/methods.ts';
import { StarGlyph } from '../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { RadioGroup } from '../../ui/Choice.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

export interface MethodChoiceProps {
  methods: readonly PayMethod[];
  value: PayMethod | undefined;
  onChange: (method: PayMethod) => void;
  quoteOf: (provider: PayMethod['provider']) => PaymentQuote | undefined;
  /** The method that has just failed is offered as "another card". */
  failed?: MethodName;
}

/** Ways to pay, as the server offers them; a single one is a plain line. */
export function MethodChoice({ methods, value, onChange, quoteOf, failed }: MethodChoiceProps) {
  const t = useText('topup');
  const only = methods.length === 1 ? methods[0] : undefined;
  if (only) {
    return (
      <Rows className="methods" label={t('method.label')}>
        <Row
          start={<MethodTile method={only.method} />}
          title={t(`method.${only.method}`)}
          note={t(`method.notes.${only.method}`)}
          value={<Price quote={quoteOf(only.provider)} />}
        />
      </Rows>
    );
  }
  return (
    <RadioGroup label={t('method.label')} className="rows methods">
      {methods.map((one) => {
        const icon = methodIcons[one.method];
        const again = failed === 'card' && one.method === 'card';
        return (
          <MethodRow
            key={one.method}
            {...(icon && { icon })}
            name={again ? t('method.anotherCard') : t(`method.${one.method}`)}
            note={t(`method.notes.${one.method}`)}
            amount={<Price quote={quoteOf(one.provider)} />}
            on={one.method === value?.method}
            onChoose={() => onChange(one)}
          />
        );
      })}
    </RadioGroup>
  );
}

export function MethodTile({ method }: { method: PaidMethod }) {
  const icon = methodIcons[method];
  return icon ? (
    <Tile icon={icon} />
  ) : (
    <span className="tile">
      <StarGlyph large />
    </span>
  );
}

function Price({ quote }: { quote: PaymentQuote | undefined }) {
  const f = useFormat();
  if (!quote) {
    return null;
  }
  return quote.currency === 'XTR' ? (
    <StarsAmount text={f.amount(quote.amount)} />
  ) : (
    f.roubles(quote.amount)
  );
}

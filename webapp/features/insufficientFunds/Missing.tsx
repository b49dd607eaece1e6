import { Amount } from '../../domain/coins/Amount.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

/** The share of the price that the balance covers, in hundredths. */
export function Missing({
  price,
  balance,
  modelName,
}: {
  price: number;
  balance: number;
  modelName: string;
}) {
  const t = useText('insufficientFunds');
  const f = useFormat();
  return (
    <Card>
      <div className="flex between g8 sub t2">
        <span className="ell">{modelName}</span>
        <b className="h3 missing-price">
          <Amount coins={price} />
        </b>
      </div>
      <ProgressBar
        className="missing-bar"
        kind="gold"
        value={price > 0 ? balance / price : 1}
        label={t('have', { coins: f.coins(balance) })}
      />
      <div className="flex between g8 sub t2 num">
        <span>{t('have', { coins: f.coins(balance) })}</span>
        <span>{t('left', { coins: f.coins(Math.max(0, price - balance)) })}</span>
      </div>
    </Card>
  );
}

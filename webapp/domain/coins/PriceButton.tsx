import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button, type ButtonProps } from '../../ui/Button.tsx';
import { Coin } from '../../ui/Coin.tsx';

export interface PriceButtonProps extends Omit<ButtonProps, 'children'> {
  label: string;
  /**
   * Coins in hundredths, whole credits, nothing (`free`), or what the plan pays.
   * Null leaves only the label: it says what is missing.
   */
  price: { coins: number } | { credits: number } | 'free' | 'plan' | null;
}

/** The label and, after a dot, the price. */
export function PriceButton({ label, price, ...rest }: PriceButtonProps) {
  const f = useFormat();
  const t = useText();
  return (
    <Button size="lg" wide {...rest}>
      <span>{label}</span>
      {price && !rest.busy && <i className="sepd" />}
      {price && !rest.busy && (
        <span className="amt">
          {price === 'free' && t('free')}
          {price === 'plan' && t('byPlan')}
          {typeof price === 'object' && 'credits' in price && f.counted(price.credits, 'credit')}
          {typeof price === 'object' && 'coins' in price && (
            <>
              <Coin />
              {f.coins(price.coins)}
            </>
          )}
        </span>
      )}
    </Button>
  );
}

import Plus from 'lucide-react/icons/plus';
import { useOnline } from '../../api/online.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { BigCoin } from '../../components/Coin.tsx';
import { CountUp } from '../../components/CountUp.tsx';
import { useSheet } from '../../navigation/sheets.ts';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';

/** The balance in one line, with the way to add to it. */
export function BalanceRow({ coins }: { coins: number }) {
  const t = useText('wallet');
  const f = useFormat();
  const online = useOnline();
  const openTopUp = useSheet('topup');
  return (
    <Card label={t('common:balance')} className="wallet-balance">
      <BigCoin size={44} />
      <div className="grow">
        <p className="cap t2">{t('common:balance')}</p>
        <p className="num wallet-coins" aria-live="polite">
          <CountUp value={coins} format={f.coins} />
        </p>
      </div>
      <Button icon={Plus} disabled={!online} onClick={() => openTopUp({})}>
        {t('topUp')}
      </Button>
    </Card>
  );
}

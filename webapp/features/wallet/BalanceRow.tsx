import Plus from 'lucide-react/icons/plus';
import { useOnline } from '../../api/online.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CountUp } from '../../ui/CountUp.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';

/** The balance in one line, with a button to add coins. */
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

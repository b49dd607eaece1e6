import Plus from 'lucide-react/icons/plus';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useState } from 'react';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { MainAction, SecondaryAction } from '../../ui/BottomActions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { confirm } from '../../ui/popup.ts';
import { Ring } from '../../ui/Ring.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { useItemName } from './messages.ts';
import type { Stage } from './stages.ts';
import type { Checkout } from './useCheckout.ts';

/** The payment is in progress, until the server reports its outcome. */
export function PendingView({
  stage,
  checkout,
}: {
  stage: Extract<Stage, { name: 'pending' }>;
  checkout: Checkout;
}) {
  const t = useText('topup');
  const f = useFormat();
  const itemName = useItemName();
  const { payment, method, handed } = stage;
  const [checking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    await checkout.check();
    setChecking(false);
  };
  const byStars = payment.provider === 'stars';
  const askToCancel = async () => {
    const sure = await confirm({
      title: t('pending.cancelTitle'),
      message: t('pending.cancelText'),
      confirm: t('pending.cancel'),
      cancel: t('pending.wait'),
      destructive: true,
    });
    if (sure) {
      await checkout.cancel(payment);
    }
  };
  const amount = f.money(payment.amount, payment.currency);
  return (
    <div aria-live="polite">
      <div className="checkout-ring">
        <Ring value={null} size={124}>
          <BigCoin size={90} />
        </Ring>
      </div>
      <Card>
        <Steps
          steps={[
            { text: t('pending.created'), value: amount, state: 'done' },
            { text: t(byStars ? 'pending.byTelegram' : 'pending.byYooKassa'), state: 'now' },
            { text: t('pending.arrival', { item: itemName(payment) }), state: 'next', icon: Plus },
          ]}
        />
      </Card>
      <p className="checkout-foot">
        {t(payment.checking ? 'pending.stillChecking' : 'pending.note')}
      </p>
      {handed ? (
        <MainAction
          text={t('pending.check')}
          onClick={() => void check()}
          progress={checking || checkout.busy}
        />
      ) : (
        <>
          <p className="center">
            <Button
              kind="plain"
              size="sm"
              icon={RefreshCw}
              busy={checking}
              onClick={() => void check()}
            >
              {t('pending.check')}
            </Button>
          </p>
          <MainAction
            text={
              byStars
                ? t('pending.payStars', { amount: f.starsInWords(payment.amount, 'accusative') })
                : t('pending.reopen')
            }
            onClick={() => void checkout.reopen(payment, method)}
            progress={checkout.busy}
          />
        </>
      )}
      <SecondaryAction
        text={t('pending.cancel')}
        onClick={() => void askToCancel()}
        progress={checkout.busy}
      />
    </div>
  );
}

import Receipt from 'lucide-react/icons/receipt';
import type { PlanState } from '../../../shared/schemas/me.ts';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useMe } from '../../api/useMe.ts';
import { Amount } from '../../domain/coins/Amount.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { MainAction, SecondaryAction } from '../../ui/BottomActions.tsx';
import { Button } from '../../ui/Button.tsx';
import { CountUp } from '../../ui/CountUp.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Note } from '../../ui/Note.tsx';
import { push } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Rays } from '../../ui/Rays.tsx';
import { useSheetPlace } from '../../ui/sheetPlace.ts';
import { useItemName } from './messages.ts';
import type { Stage } from './stages.ts';

/** The server has confirmed the payment: the coin is animated once, the amount counts up. */
export function SuccessView({ stage }: { stage: Extract<Stage, { name: 'succeeded' }> }) {
  const t = useText('topup');
  const tPayments = useText('payments');
  const f = useFormat();
  const itemName = useItemName();
  const { close } = useSheetPlace();
  const me = useMe();
  const openPayment = useSheet('payment');
  const { payment, xp } = stage;
  const { later, endsAt } = boughtTime(payment, me?.plan ?? null);
  const facts = [
    endsAt
      ? { name: t('success.until'), value: f.date(endsAt) }
      : { name: t('success.balance'), value: <Amount coins={me?.balance.coins ?? 0} /> },
    { name: t('success.paid'), value: f.money(payment.amount, payment.currency) },
    ...(xp > 0 ? [{ name: t('success.progress'), value: `+${f.amount(xp)} XP` }] : []),
  ];
  return (
    <div role="status">
      <div className="checkout-strike">
        <Rays />
        <span className="strike">
          <BigCoin size={124} />
        </span>
      </div>
      <div className="center checkout-won">
        {payment.coins > 0 ? (
          <>
            <p className="checkout-amount num">
              <CountUp value={payment.coins} from={0} format={f.signedCoins} />
            </p>
            <p className="h3">{t('success.coins')}</p>
          </>
        ) : (
          <>
            <p className="h1">{itemName(payment)}</p>
            <p className="h3">
              {later
                ? t('success.planLater', { date: f.date(later.startsAt) })
                : t(payment.credits > 0 ? 'success.credits' : 'success.plan')}
            </p>
          </>
        )}
      </div>
      {payment.discountLost && <Note kind="neutral">{tPayments('discountLost')}</Note>}
      <Facts items={facts} />
      <p className="center checkout-details">
        <Button kind="plain" icon={Receipt} onClick={() => openPayment({ id: payment.id })}>
          {t('success.details')}
        </Button>
      </p>
      <MainAction text={t('success.create')} onClick={() => void push('/create')} />
      <SecondaryAction text={t('common:actions.done')} onClick={close} />
    </div>
  );
}

/** Until when a bought plan runs, and when it begins if another one runs first. */
function boughtTime({ item, credits }: Payment, plan: PlanState | null) {
  if (item.type !== 'plan' || credits > 0 || !plan) {
    return { later: null, endsAt: null };
  }
  const later = plan.code === item.code ? null : plan.next;
  return { later, endsAt: (later ?? plan).endsAt };
}

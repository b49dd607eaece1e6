import Copy from 'lucide-react/icons/copy';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import Undo2 from 'lucide-react/icons/undo-2';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useCancelText } from '../../domain/coins/cancelMessages.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { copyText } from '../../telegram/links.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Note } from '../../ui/Note.tsx';
import { push } from '../../ui/navigation/history.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { type Step, Steps } from '../../ui/Steps.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { toast } from '../../ui/toasts.ts';
import { useItemName } from '../checkout/index.ts';
import './payments.css';

/** A closed payment: its outcome, and its receipt. */
export function PaymentDetails({ payment }: { payment: Payment }) {
  const t = useText('payments');
  const tCommon = useText();
  const f = useFormat();
  const itemName = useItemName();
  const why = useCancelText()(payment);
  const facts = [
    { name: t('details.bought'), value: itemName(payment) },
    { name: t('details.amount'), value: f.money(payment.amount, payment.currency) },
    { name: t('details.method'), value: t(`methods.${payment.method}`) },
    ...(payment.promoCode ? [{ name: t('details.promo'), value: payment.promoCode }] : []),
    { name: t('details.date'), value: f.moment(payment.paidAt ?? payment.createdAt) },
    { name: t('details.number'), value: payment.id.slice(-12) },
  ];
  return (
    <div className="stack">
      {why.sentence && (
        <Note kind={payment.cancelReason === 'by_person' ? 'neutral' : 'bad'}>{why.sentence}</Note>
      )}
      {payment.discountLost && <Note kind="neutral">{t('discountLost')}</Note>}
      <Card>
        <Steps steps={useSteps(payment, why.step)} />
      </Card>
      <Facts items={facts} />
      <p className="center">
        <Button
          kind="plain"
          icon={Copy}
          onClick={async () => {
            if (await copyText(payment.id)) {
              toast(tCommon('copied'));
            }
          }}
        >
          {t('details.copy')}
        </Button>
      </p>
      <Help payment={payment} />
    </div>
  );
}

/** Opens support with this payment as the subject. */
function Help({ payment }: { payment: Payment }) {
  const t = useText('payments');
  return (
    <Rows>
      <Row
        start={<Tile icon={LifeBuoy} />}
        title={t('details.support')}
        onClick={() => void push(`/support?payment=${payment.id}`)}
      />
      {payment.status === 'succeeded' && (
        <Row
          start={<Tile icon={Undo2} />}
          title={t('details.refund')}
          note={t('details.refundNote')}
          onClick={() => void push(`/support?payment=${payment.id}&refund=1`)}
        />
      )}
    </Rows>
  );
}

function useSteps({ status, createdAt, paidAt, closedAt }: Payment, ended: string | null): Step[] {
  const t = useText('payments');
  const f = useFormat();
  const steps: Step[] = [{ text: t('details.created'), value: f.time(createdAt), state: 'done' }];
  if (paidAt) {
    steps.push({ text: t('details.paid'), value: f.time(paidAt), state: 'done' });
  }
  if (status === 'refunded') {
    steps.push({ text: t('details.refunded'), state: 'done' });
  }
  if (status === 'cancelled' || status === 'expired') {
    const value = closedAt ? f.time(closedAt) : undefined;
    steps.push({
      text: ended ?? t(status === 'expired' ? 'ended.time' : 'details.cancelled'),
      ...(value ? { value } : {}),
      state: 'bad',
    });
  }
  return steps;
}

import Repeat from 'lucide-react/icons/repeat';
import { paidMethods } from '../../../../shared/closedSets.ts';
import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { methodIcons } from '../../../domain/coins/methods.ts';
import { usePaymentStatus } from '../../../domain/coins/paymentStatus.ts';
import { StarGlyph } from '../../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Icon, type IconType } from '../../../ui/Icon.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { isRefunding } from './charges.ts';

/** The icon of the payment method; Stars have a glyph of their own. */
export function iconOf({ method }: AdminPayment): IconType | undefined {
  return method in methodIcons ? methodIcons[method as keyof typeof methodIcons] : undefined;
}

export function useMethodName(): (payment: AdminPayment) => string {
  const t = useAdminText();
  const words = useText('payments');
  return ({ method }) => {
    switch (method) {
      case 'stars':
      case 'card':
      case 'sbp':
        return t(`payments.methods.${method}`);
      default: {
        const known = paidMethods.find((one) => one === method);
        return known ? words(`methods.${known}`) : method;
      }
    }
  };
}

/** The status, as text and colour. */
export function Status({ payment }: { payment: AdminPayment }) {
  const t = useAdminText();
  const status = usePaymentStatus()(payment);
  return isRefunding(payment) ? (
    <Tag kind="act">{t('payments.refunding')}</Tag>
  ) : (
    <Tag kind={status.kind}>{status.text}</Tag>
  );
}

/** The sum in its own currency. */
export function Sum({ amount, currency }: Pick<AdminPayment, 'amount' | 'currency'>) {
  const f = useFormat();
  return currency === 'RUB' ? (
    f.roubles(amount)
  ) : (
    <>
      <StarGlyph />
      {f.amount(amount)}
      <span className="vh"> {f.noun(amount, 'star')}</span>
    </>
  );
}

/** What is bought: coins, or a plan. */
export function Bought({ payment }: { payment: AdminPayment }) {
  const t = useAdminText();
  const { planKind } = payment;
  return planKind === null ? (
    <Amount coins={payment.coins} />
  ) : (
    <span className="amt">
      <Icon icon={Repeat} size={14} />
      {t(`card.plan.${planKind}`)}
    </span>
  );
}

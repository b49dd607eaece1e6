import type { PaymentDetails } from '../../../../shared/schemas/adminPayments.ts';
import type { Currency } from '../../../../shared/schemas/payments.ts';
import { useCancelText } from '../../../domain/coins/cancelMessages.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { cx } from '../../../ui/cx.ts';
import { useAlertTitle } from '../alerts/useAlertTitle.ts';
import { usePaymentText } from './texts.ts';

type Entry = PaymentDetails['timeline'][number];

const bad: readonly Entry['kind'][] = ['alert', 'returned_outside'];
const good: readonly Entry['kind'][] = ['charged', 'credited'];

/** What YooKassa and Telegram report, by their names without the dot. */
const events = [
  'successful_payment',
  'refunded_payment',
  'payment_succeeded',
  'payment_canceled',
  'payment_waiting_for_capture',
  'refund_succeeded',
] as const;
const refusals = [
  'closed',
  'discount_used',
  'other_payer',
  'not_ours',
  'paused',
  'subscribed',
  'busy',
] as const;

/** The history of a payment, the oldest entry first, to the second. */
export function Timeline({ entries, currency }: { entries: readonly Entry[]; currency: Currency }) {
  const t = usePaymentText();
  const f = useFormat();
  const textOf = useEntryText();
  const moment = (at: string) =>
    `${f.moment(at)}:${String(new Date(at).getSeconds()).padStart(2, '0')}`;
  return (
    <ol className="admin-timeline">
      {entries.map((entry, i) => {
        const { kind, at, amount, coins } = entry;
        const facts = [
          amount === null ? null : f.money(amount, currency),
          coins === null || coins === 0
            ? null
            : kind === 'returned' || kind === 'returned_outside'
              ? t('coinsBack', { coins: f.coinsInWords(coins) })
              : f.coinsInWords(coins),
          textOf(entry),
        ].filter(Boolean);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the story only grows at its end
            key={i}
            className={cx(bad.includes(kind) && 'bad', good.includes(kind) && 'ok')}
          >
            <b className="sub-m">{t(`kinds.${kind}`)}</b>
            <small className="cap t2 num">
              <time dateTime={at}>{moment(at)}</time>
              {facts.length > 0 && <span dir="auto">{` · ${facts.join(' · ')}`}</span>}
            </small>
          </li>
        );
      })}
    </ol>
  );
}

/** The details of an entry besides its amounts. */
function useEntryText(): (entry: Entry) => string | null {
  const t = usePaymentText();
  const alertTitle = useAlertTitle();
  const cancelText = useCancelText();
  const acts: Record<string, string> = {
    'payment.refund': t('acts.refund'),
    'payment.check': t('acts.check'),
  };
  const asked = (text: string | null) => {
    const reason = refusals.find((one) => one === text);
    return reason ? t('refused', { reason: t(`refusals.${reason}`) }) : t('allowed');
  };
  const reported = (text: string) => {
    const event = events.find((one) => one === text.replace('.', '_'));
    return event ? t(`events.${event}`) : text;
  };
  return ({ kind, text }) => {
    if (kind === 'pre_checkout') {
      return asked(text);
    }
    if (text === null) {
      return null;
    }
    switch (kind) {
      case 'notification':
        return reported(text);
      case 'cancelled':
      case 'expired': {
        const ended = { status: kind, cancelReason: text };
        return cancelText(ended, { short: true, forAdmins: true }).sentence;
      }
      case 'alert':
        return alertTitle(text);
      case 'admin':
        return acts[text] ?? text;
      default:
        return text;
    }
  };
}

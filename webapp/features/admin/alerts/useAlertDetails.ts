/** What an alert says besides its kind, in words: the sums, times and reasons that it was raised with. */
import type { AdminAlert } from '../../../../shared/schemas/admin.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useOwnText } from '../../../i18n/useText.ts';

const en = {
  names: {
    reason: 'Reason',
    said: 'Answer',
    orderId: 'Order',
    providerPaymentId: 'At the provider',
    refundId: 'Refund',
    amount: 'Amount',
    returned: 'Refunded',
    coins: 'Coins',
    missing: 'Shortfall',
    paidAt: 'Paid',
    expiresAt: 'Paid until',
    botName: 'Bot',
    payerTelegramId: 'Payer’s Telegram ID',
    attempt: 'Attempt',
    since: 'Since',
    until: 'Until',
    failures: 'Failures',
    code: 'Code',
    kind: 'Error',
  },
  reasons: {
    unknown_order: 'no such order',
    unknown_payment: 'no such payment',
    other_provider: 'the order is for another provider',
    other_bot: 'another bot',
    account_deleted: 'the account is deleted',
    other_payer: 'another person has paid',
    other_payment: 'the order belongs to another payment',
    other_currency: 'another currency',
    other_amount: 'another amount',
    not_paid: 'not paid',
    other_shop: 'another shop',
    test_payment: 'a test payment in a real shop, or the reverse',
    refund_not_counted: 'a refund that is not counted',
    refund_in_other_currency: 'refunded in another currency',
  },
};

const ru: typeof en = {
  names: {
    reason: 'Причина',
    said: 'Ответ',
    orderId: 'Заказ',
    providerPaymentId: 'У провайдера',
    refundId: 'Возврат',
    amount: 'Сумма',
    returned: 'Возвращено',
    coins: 'Монеты',
    missing: 'Недостача',
    paidAt: 'Оплачен',
    expiresAt: 'Оплачено до',
    botName: 'Бот',
    payerTelegramId: 'Telegram ID плательщика',
    attempt: 'Попытка',
    since: 'С',
    until: 'До',
    failures: 'Отказы',
    code: 'Код',
    kind: 'Ошибка',
  },
  reasons: {
    unknown_order: 'такого заказа нет',
    unknown_payment: 'такого платежа нет',
    other_provider: 'заказ у другого провайдера',
    other_bot: 'другой бот',
    account_deleted: 'аккаунт удалён',
    other_payer: 'заплатил другой человек',
    other_payment: 'заказ относится к другому платежу',
    other_currency: 'другая валюта',
    other_amount: 'другая сумма',
    not_paid: 'не оплачен',
    other_shop: 'другой магазин',
    test_payment: 'тестовый платёж в настоящем магазине или наоборот',
    refund_not_counted: 'возврат не учтён',
    refund_in_other_currency: 'возврат в другой валюте',
  },
};

export const alertDetailTexts = { en, ru };

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** Said by the alert's key, or by the sums themselves. */
const UNSAID = new Set(['provider', 'chargeId', 'currency', 'startsSubscription']);
const IN_MONEY = new Set(['amount', 'returned']);
const IN_COINS = new Set(['coins', 'missing']);

const readCurrency = ({ currency }: AdminAlert['detail']) =>
  currency === 'RUB' || currency === 'XTR' ? currency : null;

/** One line for each detail; a detail of a newer server as it is. */
export function useAlertDetails(): (alert: Pick<AdminAlert, 'detail'>) => string[] {
  const t = useOwnText(alertDetailTexts);
  const f = useFormat();
  const title = (name: string) =>
    name in en.names ? t(`names.${name as keyof typeof en.names}`) : name;
  const text = (value: string) => {
    if (value in en.reasons) {
      return t(`reasons.${value as keyof typeof en.reasons}`);
    }
    return ISO.test(value) ? f.moment(value) : value;
  };
  return ({ detail }) => {
    const currency = readCurrency(detail);
    const number = (name: string, value: number) => {
      if (currency && IN_MONEY.has(name)) {
        return f.money(value, currency);
      }
      return IN_COINS.has(name) ? f.coins(value) : String(value);
    };
    const inWords = (name: string, value: unknown) => {
      if (typeof value === 'string') {
        return text(value);
      }
      return typeof value === 'number' ? number(name, value) : JSON.stringify(value);
    };
    return Object.entries(detail)
      .filter(([name, value]) => value !== null && !UNSAID.has(name))
      .map(([name, value]) => `${title(name)}: ${inWords(name, value)}`);
  };
}

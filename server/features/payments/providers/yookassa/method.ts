import type { PaidMethod } from '../../../../../shared/schemas/payments.ts';

/** https://yookassa.ru/developers/payment-acceptance/getting-started/payment-methods */
const methods: Readonly<Record<string, PaidMethod>> = {
  bank_card: 'card',
  sbp: 'sbp',
  yoo_money: 'yoo_money',
  sberbank: 'sber_pay',
  tinkoff_bank: 't_pay',
};

/** YooKassa's type of a payment method in our words. */
export function methodOf(type: string): PaidMethod {
  return Object.hasOwn(methods, type) ? (methods[type] ?? 'other') : 'other';
}

import type { Language } from '../../../../shared/schemas/primitives.ts';

/** Reply templates in the person's language: a name for the list, and the text. */
export const templates: Record<Language, readonly { name: string; text: string }[]> = {
  en: [
    {
      name: 'We look into it',
      text: 'Hello. We have your message and look into it. We will write here as soon as we know more.',
    },
    {
      name: 'Payment number',
      text: 'Hello. Please send the number of the payment: Wallet → Payments → the payment → Copy the number.',
    },
    {
      name: 'Refunded',
      text: 'We have given your money back. It arrives where you paid from, usually at once, from a bank within a few days.',
    },
    {
      name: 'Coins are spent',
      text: 'The coins of this payment have been spent on works, so we can’t give the money back. Coins that you have not used can be refunded.',
    },
    {
      name: 'Try again',
      text: 'The fault on our side is mended. What the failed work cost is back on your balance; please try again.',
    },
  ],
  ru: [
    {
      name: 'Разбираемся',
      text: 'Здравствуйте. Мы получили ваше сообщение и разбираемся. Напишем сюда, как только узнаем больше.',
    },
    {
      name: 'Номер платежа',
      text: 'Здравствуйте. Пришлите номер платежа: Кошелёк → Платежи → нужный платёж → «Скопировать номер».',
    },
    {
      name: 'Деньги возвращены',
      text: 'Мы вернули вам деньги. Они придут туда, откуда вы платили: обычно сразу, на карту — в течение нескольких дней.',
    },
    {
      name: 'Монеты потрачены',
      text: 'Монеты этого платежа потрачены на работы, поэтому вернуть деньги не получится. За неиспользованные монеты деньги можно вернуть.',
    },
    {
      name: 'Попробуйте снова',
      text: 'Мы исправили ошибку на нашей стороне. Списанное за неудачную работу уже на балансе, попробуйте ещё раз.',
    },
  ],
};

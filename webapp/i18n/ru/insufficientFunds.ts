export const insufficientFunds = {
  title: 'Не хватает {{coins}}',
  packs: 'Сколько монет',
  have: 'У вас {{coins}}',
  left: 'ещё {{coins}}',
  earn: 'Заработать',
  tasks: {
    direction: 'Выберите направление',
    webinar: 'Запишитесь на вебинар',
    referral: 'Пригласите друга',
  },
  cheaper: 'Сделать картинку за {{price}}',
  cheaperNote: 'То же описание, {{model}}',
  more: 'Пополнить по-другому',
  moreNote: 'Другая сумма, промокод, способ оплаты',
  pay: 'Пополнить на {{coins}} за {{amount}}',
  payShort: 'Оплатить {{amount}}',
  payPlain: 'Пополнить',
} as const;

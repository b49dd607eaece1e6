/** The texts of a conversation with support, for both of its sides. */
export const en = {
  you: 'You',
  support: 'Support',
  person: 'Person',
  refund: {
    asked: 'Refund asked for',
    refunded: 'Money refunded',
    declined: 'Refund declined',
  },
  context: {
    payment: 'Payment {{amount}} · {{number}}',
    generation: 'Work {{number}} · {{model}}',
    gone: 'What it was about is gone',
  },
  write: 'Message',
  send: 'Send',
  left: '{{count}} left',
};

export const ru: typeof en = {
  you: 'Вы',
  support: 'Поддержка',
  person: 'Человек',
  refund: {
    asked: 'Запрошен возврат',
    refunded: 'Деньги возвращены',
    declined: 'В возврате отказано',
  },
  context: {
    payment: 'Платёж {{amount}} · {{number}}',
    generation: 'Работа {{number}} · {{model}}',
    gone: 'То, о чём это было, удалено',
  },
  write: 'Сообщение',
  send: 'Отправить',
  left: 'осталось {{count}}',
};

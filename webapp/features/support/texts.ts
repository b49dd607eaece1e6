export const en = {
  title: 'Support',
  intro: 'A human answers, usually within a day. The answer also comes in the chat with the bot.',
  outside: 'Or write to us in Telegram: <link>{{contact}}</link>',
  emptyTitle: 'Nothing written yet',
  emptyText:
    'Say what happened. If it is about a payment or a work, start from its page: we see at once which one.',
  placeholder: 'What happened?',
  refundPlaceholder: 'Why do you want the money back?',
  earlier: 'Show earlier messages',
  about: 'About: {{what}}',
  aboutPayment: 'payment {{number}}',
  aboutWork: 'work {{number}}',
  asksRefund: 'You ask for this payment’s money back. Coins already spent are not refunded.',
  detach: 'Not about this',
  sent: 'Sent. The answer comes here and in the chat with the bot',
};

export const ru: typeof en = {
  title: 'Поддержка',
  intro: 'Отвечает человек, обычно в течение дня. Ответ придёт и в чат с ботом.',
  outside: 'Или напишите нам в Telegram: <link>{{contact}}</link>',
  emptyTitle: 'Сообщений пока нет',
  emptyText:
    'Расскажите, что случилось. Если вопрос о платеже или работе, начните с их страницы: мы сразу увидим, о чём речь.',
  placeholder: 'Что случилось?',
  refundPlaceholder: 'Почему вы хотите вернуть деньги?',
  earlier: 'Показать более ранние',
  about: 'О чём: {{what}}',
  aboutPayment: 'платёж {{number}}',
  aboutWork: 'работа {{number}}',
  asksRefund:
    'Вы просите вернуть деньги за этот платёж. Потраченные монеты не возвращаются деньгами.',
  detach: 'Не об этом',
  sent: 'Отправлено. Ответ придёт сюда и в чат с ботом',
};

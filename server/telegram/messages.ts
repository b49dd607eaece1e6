/** The bot's replies. */
import type { Localized } from '../../shared/schemas/primitives.ts';

export const texts = {
  menu: { ru: 'Открыть', en: 'Open' },
  open: { ru: 'Открыть AI Coins', en: 'Open AI Coins' },
  start: {
    ru: 'Здравствуйте! Здесь создают картинки и видео с помощью нейросетей. Монеты, уровень, значки и ваши работы — в приложении.',
    en: 'Hello! Here you create images and videos with AI. Your coins, level, badges and works are in the app.',
  },
  noAddress: {
    ru: 'Приложение пока не опубликовано: владельцу бота нужно указать его адрес (PUBLIC_URL).',
    en: 'The app is not published yet: the owner of the bot has to set its address (PUBLIC_URL).',
  },
  paysupport: {
    ru: 'Что-то не так с платежом? Откройте приложение: Кошелёк → Платежи → «Проверить» — пропавший платёж найдётся сам. Если не помогло, напишите сюда: расскажите, что случилось, и приложите номер платежа из чека Telegram. Мы ответим и при необходимости вернём деньги. Поддержка Telegram с платежами в этом боте не поможет.',
    en: 'Something wrong with a payment? Open the app: Wallet → Payments → “Check payment” finds a lost one by itself. If that does not help, write here: say what happened and add the transaction number from the Telegram receipt. We will answer and, where it is due, give the money back. Telegram support cannot help with payments in this bot.',
  },
  support: {
    ru: 'Это поддержка. Напишите одним или несколькими сообщениями, что случилось: их прочтёт человек. Ответ придёт сюда и в приложение. Если вопрос о платеже, добавьте его номер.',
    en: 'This is support. Say in one or more messages what happened: a human reads them. The answer comes here and into the app. If it is about a payment, add its number.',
  },
  supportContact: {
    ru: 'Написать можно и напрямую: {{contact}}',
    en: 'You can also write to us directly: {{contact}}',
  },
  supportTaken: {
    ru: 'Сообщение передано поддержке. Ответ придёт сюда и в приложение.',
    en: 'Your message has reached support. The answer comes here and into the app.',
  },
  supportLimit: {
    ru: 'Слишком много сообщений за час, это не сохранено. Напишите ещё раз позже: предыдущие мы уже получили.',
    en: 'Too many messages in an hour; this one was not kept. Write again later: we have the earlier ones.',
  },
  supportTextOnly: {
    ru: 'Поддержка читает только текст. Опишите словами, что вы хотели показать.',
    en: 'Support reads text only. Say in words what you wanted to show.',
  },
  groupTextOnly: {
    ru: 'Человеку передаётся только текст, это сообщение не отправлено. / Only text goes to the person; this was not sent.',
    en: 'Only text goes to the person; this was not sent.',
  },
  terms: {
    ru: 'Условия. Монеты, кредиты и подписки оплачивают создание картинок и видео в этом боте, их нельзя обменять на деньги. Цена указана до оплаты. Если работа не получилась, списанное возвращается автоматически. Возврат денег за неиспользованные монеты — через /paysupport; потраченные монеты не возвращаются. Месячная подписка продлевается каждые 30 дней, отменить её можно в любой момент в приложении или в настройках Telegram. Запрещено создавать незаконные материалы.',
    en: 'Terms. Coins, credits and plans pay for creating images and videos in this bot; they cannot be exchanged for money. The price is shown before you pay. If a work does not work out, what was charged comes back automatically. Money for unused coins is given back on request: /paysupport; coins already spent are not. A monthly plan renews every 30 days and can be cancelled at any time in the app or in Telegram’s settings. Unlawful content is forbidden.',
  },
  /** Up to 512 characters: seen in the empty chat with the bot. */
  description: {
    ru: 'Картинки и видео с помощью нейросетей: создать с нуля, изменить фото, убрать фон, оживить снимок. Первые операции бесплатны. Нажмите «Открыть», чтобы начать.',
    en: 'Images and videos with AI: create from scratch, edit a photo, remove a background, bring a snapshot to life. The first operations are free. Tap “Open” to begin.',
  },
  /** Up to 120 characters: seen in the bot’s profile and where it is shared. */
  shortDescription: {
    ru: 'Картинки и видео с помощью нейросетей. Первые операции бесплатны.',
    en: 'Images and videos with AI. The first operations are free.',
  },
  commands: {
    start: { ru: 'Открыть приложение', en: 'Open the app' },
    paysupport: { ru: 'Помощь с платежами', en: 'Help with payments' },
    terms: { ru: 'Условия', en: 'Terms' },
  },
} as const satisfies Record<string, Localized | Record<string, Localized>>;

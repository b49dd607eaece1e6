import { useOwnText } from '../../../i18n/useText.ts';

const en = {
  title: 'Settings',
  save: 'Save',
  saved: 'Saved. It holds everywhere at once.',
  noRoubles: 'Roubles are not set up: YOOKASSA_SHOP_ID and YOOKASSA_SECRET_KEY are missing.',
  asConfigured: 'Nothing is chosen here: the server’s configuration decides.',
  standardWords: 'Where both languages are empty, the bot says its standard text.',
  groups: {
    creation: 'Creation',
    payments: 'Payments',
    invites: 'Invites',
    channel: 'Channel',
    reports: 'Reports to the owner in Telegram',
    words: 'What the bot says',
  },
  names: {
    generation_paused: 'Creation is paused for everybody',
    generations_at_once: 'Works of one person at once',
    generations_per_minute: 'Works of one person in a minute',
    referral_hold_hours: 'An invite’s bonus waits, hours',
    yookassa_bots: 'Bots that take roubles',
    channel: 'Channel that is rewarded for joining; a bot must be an admin of it',
    channel_link: 'Link to join it',
    reports_chat: 'Chat, or chat/topic, such as -1001234567890/7',
    reports_language: 'Language of reports',
    report_payments: 'Payments and refunds',
    report_alerts: 'Alerts',
    report_daily: 'Yesterday’s figures',
    report_support: 'New support threads',
    start_text: 'After /start',
    terms_text: 'After /terms',
  },
} as const;

const ru = {
  title: 'Настройки',
  save: 'Сохранить',
  saved: 'Сохранено. Действует везде и сразу.',
  noRoubles: 'Рубли не подключены: не заданы YOOKASSA_SHOP_ID и YOOKASSA_SECRET_KEY.',
  asConfigured: 'Здесь ничего не выбрано: решает конфигурация сервера.',
  standardWords: 'Где оба языка пусты, бот отвечает обычным текстом.',
  groups: {
    creation: 'Создание',
    payments: 'Оплата',
    invites: 'Приглашения',
    channel: 'Канал',
    reports: 'Отчёты владельцу в Telegram',
    words: 'Что говорит бот',
  },
  names: {
    generation_paused: 'Создание остановлено для всех',
    generations_at_once: 'Работ одного человека сразу',
    generations_per_minute: 'Работ одного человека в минуту',
    referral_hold_hours: 'Бонус за приглашение ждёт, часов',
    yookassa_bots: 'Боты, которые берут рубли',
    channel: 'Канал, за вступление в который даём награду; бот должен быть его админом',
    channel_link: 'Ссылка для вступления',
    reports_chat: 'Чат или чат/тема, например -1001234567890/7',
    reports_language: 'Язык отчётов',
    report_payments: 'Платежи и возвраты',
    report_alerts: 'Сигналы',
    report_daily: 'Итоги вчерашнего дня',
    report_support: 'Новые обращения в поддержку',
    start_text: 'После /start',
    terms_text: 'После /terms',
  },
} as const;

export const settingTexts = { en, ru };

/** Texts of the settings. */
export function useSettingText() {
  return useOwnText(settingTexts);
}

import { useOwnText } from '../../../i18n/useText.ts';

const en = {
  title: 'Settings',
  save: 'Save',
  saved: 'Saved. It holds everywhere at once.',
  noRoubles: 'Roubles are not set up: YOOKASSA_SHOP_ID and YOOKASSA_SECRET_KEY are missing.',
  asConfigured: 'Nothing is chosen here: the server’s configuration decides.',
  configuredOperations:
    'Where it is empty, the server’s configuration decides: {{count}} now. The welcome coins are among the rewards.',
  contactShown:
    'People see it in Settings, beside support in the app, where a page has failed, and in the bot’s answer to /paysupport. Where it is empty, nothing is shown.',
  standardWords: 'Where both languages are empty, the bot says its standard text.',
  groups: {
    creation: 'Creation',
    payments: 'Payments',
    newcomers: 'Newcomers',
    invites: 'Invites',
    channel: 'Channel',
    support: 'Support',
    reports: 'Reports to the owner in Telegram',
    words: 'What the bot says',
  },
  names: {
    generation_paused: 'Creation is paused for everybody',
    generations_at_once: 'Works of one person at once',
    generations_per_minute: 'Works of one person in a minute',
    welcome_free_operations: 'Free operations at the first launch',
    referral_hold_hours: 'An invite’s bonus waits',
    yookassa_bots: 'Bots that take roubles',
    channel: 'Channel that is rewarded for joining; a bot must be an admin of it',
    channel_link: 'Link to join it',
    support_contact: 'Contact in Telegram: @name or a link of t.me',
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
  configuredOperations:
    'Если поле пустое, решает конфигурация сервера: сейчас {{count}}. Приветственные монеты — в наградах.',
  contactShown:
    'Его видят в настройках, рядом с поддержкой в приложении, на страницах с ошибкой и в ответе бота на /paysupport. Если поле пустое, контакт нигде не показан.',
  standardWords: 'Где оба языка пусты, бот отвечает обычным текстом.',
  groups: {
    creation: 'Создание',
    payments: 'Оплата',
    newcomers: 'Новичкам',
    invites: 'Приглашения',
    channel: 'Канал',
    support: 'Поддержка',
    reports: 'Отчёты владельцу в Telegram',
    words: 'Что говорит бот',
  },
  names: {
    generation_paused: 'Создание остановлено для всех',
    generations_at_once: 'Работ одного человека сразу',
    generations_per_minute: 'Работ одного человека в минуту',
    welcome_free_operations: 'Бесплатные операции при первом входе',
    referral_hold_hours: 'Бонус за приглашение ждёт',
    yookassa_bots: 'Боты, которые берут рубли',
    channel: 'Канал, за вступление в который даём награду; бот должен быть его админом',
    channel_link: 'Ссылка для вступления',
    support_contact: 'Контакт в Telegram: @name или ссылка t.me',
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

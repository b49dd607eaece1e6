/** The owner's reports. Plain text: nothing in it can be parsed as markup. */
import type { AlertKind } from '../../../shared/closedSets.ts';
import { decimalSigns, type Language, type Localized, locales } from '../../../shared/language.ts';
import type { Currency } from '../../../shared/schemas/payments.ts';
import { coinsInWords } from '../../core/coinsInWords.ts';
import { nameInText } from '../../telegram/plainText.ts';
import type { Figures } from '../figures/lookup.ts';

/** Some of them, and their total number. */
export interface Excerpt<Item> {
  items: readonly Item[];
  total: number;
}

interface Person {
  id: number;
  firstName: string;
  lastName: string | null;
}

const words = {
  payments: { ru: 'Платежи', en: 'Payments' },
  returned: { ru: 'возврат', en: 'refund' },
  alerts: { ru: 'Сигналы', en: 'Alerts' },
  threads: { ru: 'Новые обращения', en: 'New support threads' },
  more: { ru: 'и ещё', en: 'and more:' },
  day: { ru: 'Итоги дня', en: 'The day' },
  revenue: { ru: 'Выручка', en: 'Revenue' },
  charges: { ru: 'Платежей', en: 'Payments' },
  firstPayers: { ru: 'Впервые заплатили', en: 'First payers' },
  newPeople: { ru: 'Новых людей', en: 'New people' },
  active: { ru: 'Активных', en: 'Active' },
  works: { ru: 'Работ', en: 'Works' },
  failed: { ru: 'сбоев', en: 'failed' },
} as const satisfies Record<string, Localized>;

const alertTitles = {
  unmatched_charge: {
    ru: 'Платёж без заказа, деньги возвращаются',
    en: 'A payment without an order, being returned',
  },
  payment_mismatch: { ru: 'Платёж не сходится с заказом', en: 'A payment does not fit its order' },
  partial_refund: {
    ru: 'Часть вернули мимо приложения',
    en: 'A part was given back outside the app',
  },
  checkout_refused: { ru: 'Провайдер не принимает заказы', en: 'The provider refuses orders' },
  refund_failed: { ru: 'Возврат не прошёл', en: 'A refund did not go through' },
  event_failed: { ru: 'Уведомление не обработано', en: 'A notification could not be processed' },
  provider_down: { ru: 'Провайдер ИИ недоступен', en: 'An AI provider is down' },
  model_down: { ru: 'Модель недоступна', en: 'A model is down' },
  database_unwritable: {
    ru: 'База данных не принимает запись',
    en: 'The database can’t be written',
  },
  storage_unavailable: { ru: 'Хранилище файлов недоступно', en: 'Files can’t be stored' },
  channel_unreadable: {
    ru: 'Не удаётся проверить участников канала',
    en: 'Who is in the channel can’t be checked',
  },
  bot_refused: { ru: 'Telegram не принимает токен бота', en: 'Telegram refuses a bot’s token' },
  violation: { ru: 'Нарушение в учёте', en: 'A broken invariant of the ledger' },
} as const satisfies Record<AlertKind, Localized>;

function whole(amount: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(amount);
}

/** Kopecks as roubles, Stars unchanged. */
function money(amount: number, currency: Currency, language: Language): string {
  if (currency === 'XTR') {
    return `${whole(amount, language)} ★`;
  }
  const rest = Math.abs(amount % 100);
  const kopecks = rest === 0 ? '' : `${decimalSigns[language]}${String(rest).padStart(2, '0')}`;
  return `${whole(Math.trunc(amount / 100), language)}${kopecks} ₽`;
}

const nameOf = ({ firstName, lastName }: Person) =>
  nameInText([firstName, lastName].filter(Boolean).join(' ')) ?? '—';

/** A heading with the number, a line for each, and how many are left out; null where there is nothing. */
function list(
  title: Localized,
  { items, total }: Excerpt<string>,
  language: Language,
): string | null {
  if (total === 0) {
    return null;
  }
  const left = total - items.length;
  return [
    `${title[language]}: ${whole(total, language)}`,
    ...items.map((line) => `• ${line}`),
    ...(left > 0 ? [`${words.more[language]} ${whole(left, language)}`] : []),
  ].join('\n');
}

export interface PaymentLine {
  userId: number;
  amount: number;
  currency: Currency;
  coins: number;
  isReturned: boolean;
}

export function paymentsText(
  { items, total }: Excerpt<PaymentLine>,
  people: readonly Person[],
  language: Language,
): string | null {
  const names = new Map(people.map((person) => [person.id, nameOf(person)]));
  const lines = items.map(({ userId, amount, currency, coins, isReturned }) =>
    [
      `${names.get(userId) ?? '—'} (${userId})`,
      `${isReturned ? `${words.returned[language]} ` : ''}${money(amount, currency, language)}`,
      ...(coins > 0 ? [coinsInWords(coins, language)] : []),
    ].join(' · '),
  );
  return list(words.payments, { items: lines, total }, language);
}

export function alertsText(
  { items, total }: Excerpt<{ kind: AlertKind }>,
  language: Language,
): string | null {
  const lines = items.map(({ kind }) => alertTitles[kind][language]);
  return list(words.alerts, { items: lines, total }, language);
}

/** Who has written; the text stays in the admin tab. */
export function threadsText(
  { items, total }: Excerpt<number>,
  people: readonly Person[],
  language: Language,
): string | null {
  const names = new Map(people.map((person) => [person.id, nameOf(person)]));
  const lines = items.map((userId) => `${names.get(userId) ?? '—'} (${userId})`);
  return list(words.threads, { items: lines, total }, language);
}

export function dailyText(day: string, sums: Figures, active: number, language: Language): string {
  const net = (currency: Currency) => {
    const isIn = (key: string) => key.endsWith(`:${currency}`);
    return sums.sum('paid', isIn) - sums.sum('returned', isIn);
  };
  const works = (outcome: string) => sums.sum('works', (one) => one === outcome);
  const date = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });
  const line = (title: Localized, value: string) => `${title[language]}: ${value}`;
  const count = (title: Localized, value: number) => line(title, whole(value, language));
  return [
    `${words.day[language]}: ${date.format(new Date(`${day}T00:00:00Z`))}`,
    line(
      words.revenue,
      [money(net('RUB'), 'RUB', language), money(net('XTR'), 'XTR', language)].join(' + '),
    ),
    count(words.charges, sums.sum('charges')),
    count(words.firstPayers, sums.sum('first_payers')),
    count(words.newPeople, sums.sum('new_people')),
    count(words.active, active),
    `${count(words.works, works('succeeded'))}, ${words.failed[language]} ${whole(works('failed'), language)}`,
  ].join('\n');
}

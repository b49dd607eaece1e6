/** The columns of each list's file. */
import { coins, formatCoinsPlain } from '../../../../shared/coins.ts';
import { languages } from '../../../../shared/language.ts';
import { isLocalized, ruleOf, type Values } from '../../../../shared/records/fields.ts';
import { fieldLabel } from '../../../../shared/records/labels.ts';
import { type SectionCode, sectionOf } from '../../../../shared/records/sections.ts';
import type { AdminAction, AdminUser } from '../../../../shared/schemas/admin.ts';
import type { ListedGeneration } from '../../../../shared/schemas/adminGenerations.ts';
import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import type { Language, Localized } from '../../../../shared/schemas/primitives.ts';
import type { Cell } from '../../exports/service.ts';
import { actionWords } from './actionWords.ts';
import { words } from './words.ts';

export interface Column<Item> {
  name: Localized;
  cell: (item: Item, language: Language) => Cell;
}

const column = <Item>(ru: string, en: string, cell: Column<Item>['cell']): Column<Item> => ({
  name: { ru, en },
  cell,
});

const number = (value: number): Cell => ({ number: String(value) });
const hundredths = (value: number): Cell => ({ number: formatCoinsPlain(coins(value)) });
const time = (text: string | null): Cell => (text === null ? '' : { time: new Date(text) });
const flag = (value: boolean): Cell => (value ? '1' : '');

export const userColumns: readonly Column<AdminUser>[] = [
  column('Номер', 'Id', ({ id }) => number(id)),
  column('Telegram id', 'Telegram id', ({ telegramId }) => number(telegramId)),
  column('Имя', 'First name', ({ firstName }) => firstName),
  column('Фамилия', 'Last name', ({ lastName }) => lastName ?? ''),
  column('Username', 'Username', ({ username }) => username ?? ''),
  column('Роль', 'Role', ({ role }, language) => words.role(role)[language]),
  column('Уровень', 'Level', ({ level }) => number(level)),
  column('Монеты', 'Coins', (user) => hundredths(user.coins)),
  column('Заплачено, ⭐', 'Paid, ⭐', ({ paidStars }) => number(paidStars)),
  column('Заплачено, ₽', 'Paid, ₽', ({ paidKopecks }) => hundredths(paidKopecks)),
  column('Подписка', 'Plan', ({ plan }) => flag(plan)),
  column('Направление', 'Direction', ({ direction }, language) =>
    direction ? words.direction(direction)[language] : '',
  ),
  column('Язык', 'Language', (user, language) => words.choice(user.language)[language]),
  column('Бот', 'Bot', ({ firstBot }) => firstBot),
  column('Заблокирован', 'Blocked', ({ blocked }) => flag(blocked)),
  column('Был в приложении', 'Last seen', ({ lastSeenAt }) => time(lastSeenAt)),
  column('Пришёл', 'Joined', ({ createdAt }) => time(createdAt)),
];

/** Stars are whole numbers; roubles are stored in kopecks. */
const money = (amount: number, currency: AdminPayment['currency']): Cell =>
  currency === 'RUB' ? hundredths(amount) : number(amount);

export const paymentColumns: readonly Column<AdminPayment>[] = [
  column('Заказ', 'Order', ({ id }) => id),
  column('Создан', 'Created', ({ createdAt }) => time(createdAt)),
  column('Оплачен', 'Paid', ({ paidAt }) => time(paidAt)),
  column('Номер пользователя', 'User id', ({ userId }) => number(userId)),
  column('Пользователь', 'User', ({ userName }) => userName),
  column('Провайдер', 'Provider', ({ provider }, language) => words.provider(provider)[language]),
  column('Способ', 'Method', ({ method }) => method),
  column('Статус', 'Status', (payment, language) => words.paymentStatus(payment)[language]),
  column('Сумма', 'Amount', ({ amount, currency }) => money(amount, currency)),
  column('Валюта', 'Currency', ({ currency }) => currency),
  column('Монеты', 'Coins', (payment) => hundredths(payment.coins)),
  column('Подписка', 'Plan', ({ planKind }, language) =>
    planKind ? words.choice(planKind)[language] : '',
  ),
  column('Промокод', 'Promo code', ({ promoCode }) => promoCode ?? ''),
  column('Причина отмены', 'Why cancelled', ({ cancelReason }) => cancelReason ?? ''),
  column('Платежи провайдера', 'Charges', ({ charges }) =>
    charges.map(({ chargeId, status }) => `${chargeId} ${status}`).join(' '),
  ),
];

export const generationColumns: readonly Column<ListedGeneration>[] = [
  column('Работа', 'Work', ({ id }) => id),
  column('Заказана', 'Ordered', ({ createdAt }) => time(createdAt)),
  column('Завершена', 'Ended', ({ finishedAt }) => time(finishedAt)),
  column('Номер пользователя', 'User id', ({ userId }) => number(userId)),
  column('Пользователь', 'User', ({ userName }) => userName),
  column('Бот', 'Bot', ({ botName }) => botName),
  column('Операция', 'Operation', ({ operation }, language) => words.choice(operation)[language]),
  column('Модель', 'Model', ({ modelName }) => modelName),
  column('Провайдер', 'Provider', ({ provider }, language) =>
    provider ? words.choice(provider)[language] : '',
  ),
  column('Статус', 'Status', ({ status }, language) => words.workStatus(status)[language]),
  column('Причина', 'Reason', ({ failure }) => failure ?? ''),
  column('Подробности', 'Details', ({ failureDetail }) => failureDetail ?? ''),
  column('Оплачено', 'Paid with', ({ paidWith }) => paidWith),
  column('Цена', 'Price', ({ price }) => hundredths(price)),
  column('Попытки', 'Attempts', ({ attempts }) => number(attempts)),
];

const json = (value: unknown) =>
  value === null || value === undefined ? '' : JSON.stringify(value);

export const actionColumns: readonly Column<AdminAction>[] = [
  column('Время', 'Time', ({ createdAt }) => time(createdAt)),
  column('Номер админа', 'Admin id', ({ adminUserId }) => number(adminUserId)),
  column('Админ', 'Admin', ({ adminName }) => adminName),
  column('Действие', 'Action', ({ action }, language) => actionWords[action][language]),
  column('Код действия', 'Action code', ({ action }) => action),
  column('Над чем', 'Target', ({ target }) => target),
  column('Над кем', 'Person', ({ targetName }) => targetName ?? ''),
  column('Причина', 'Reason', ({ reason }) => reason),
  column('Было', 'Before', ({ before }) => json(before)),
  column('Стало', 'After', ({ after }) => json(after)),
];

function recordCell(section: SectionCode, name: string, values: Values, spoken: Language): Cell {
  const field = sectionOf(section).fields[name];
  const value = values[name];
  if (value === null || value === undefined) {
    return '';
  }
  if (field?.type === 'choice') {
    return words.choice(String(value))[spoken];
  }
  if (field?.type === 'providers') {
    const providers = value as { provider: string; model: string }[];
    return providers
      .map(({ provider, model }) => `${words.choice(provider)[spoken]}: ${model}`)
      .join(', ');
  }
  if (typeof value === 'boolean') {
    return flag(value);
  }
  if (typeof value === 'number') {
    const unit = field?.type === 'number' ? ruleOf(field, values).unit : null;
    return unit === 'coins' || unit === 'roubles' ? hundredths(value) : number(value);
  }
  if (field?.type === 'time') {
    return time(String(value));
  }
  return typeof value === 'string' ? value : json(value);
}

/** Figures of a record that can't be edited. */
const factColumns: Partial<Record<SectionCode, readonly Column<AdminRecord>[]>> = {
  promo: [
    column('Использовано', 'Used', ({ facts }) => number(Number(facts.taken))),
    column('Создан', 'Created', ({ facts }) => time(String(facts.createdAt))),
  ],
  badges: [
    column('Есть у людей, %', 'Owned by, %', ({ facts }) => number(Number(facts.ownedPercent))),
  ],
};

/** A text in both languages has a column for each. */
function inOneLanguage(section: SectionCode, name: string, of: Language): Column<AdminRecord> {
  const label = fieldLabel(section, name);
  const language = words.choice(of);
  return {
    name: { ru: `${label.ru}, ${language.ru}`, en: `${label.en}, ${language.en}` },
    cell: ({ values }) => {
      const text = values[name];
      return isLocalized(text) ? text[of] : '';
    },
  };
}

/** A column for each field of the section, named as in its form, and its figures. */
export function recordColumns(section: SectionCode): readonly Column<AdminRecord>[] {
  const fields = Object.entries(sectionOf(section).fields).flatMap(
    ([name, { type }]): Column<AdminRecord>[] =>
      type === 'localized'
        ? languages.map((language) => inOneLanguage(section, name, language))
        : [
            {
              name: fieldLabel(section, name),
              cell: ({ values }, spoken) => recordCell(section, name, values, spoken),
            },
          ],
  );
  return [...fields, ...(factColumns[section] ?? [])];
}

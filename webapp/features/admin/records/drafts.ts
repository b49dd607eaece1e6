/** Conversion between the text of a form's inputs and the values. */
import { parseCoins } from '../../../../shared/coins.ts';
import {
  type Field,
  type Fields,
  ruleOf,
  type TextForm,
  type Values,
} from '../../../../shared/records/fields.ts';
import { typed } from '../../../i18n/digits.ts';
import { currentLanguage } from '../../../i18n/index.ts';

export type Drafts = Readonly<Record<string, unknown>>;

/** Hundredths are typed as a decimal. */
const isMoney = (unit: string) => unit === 'coins' || unit === 'roubles';

function numberText(value: number, unit: string): string {
  return isMoney(unit) ? typed(currentLanguage(), value / 100) : String(value);
}

/** Also numbers far out of bounds: the validation names the bounds. */
const isWhole = (text: string) => /^-?\d+$/.test(text);

/** Null for an empty input; NaN for an invalid one. */
function readNumber(text: string, unit: string): number | null {
  const bare = bareOf(text);
  if (bare === '') {
    return null;
  }
  if (isMoney(unit)) {
    return (
      parseCoins(bare) ?? (/^-/.test(bare) ? -1 : isWhole(bare) ? Number(bare) * 100 : Number.NaN)
    );
  }
  return isWhole(bare) ? Number(bare) : Number.NaN;
}

/** Normalises codes, however they were typed or pasted. */
function textOf(text: string, form: TextForm | undefined): string {
  switch (form) {
    case 'promo':
      return promoOf(text);
    case 'code':
      return bareOf(text).toLowerCase();
    case 'channel':
    case 'chat':
    case 'https':
      return bareOf(text);
    case 'contact':
      return contactOf(bareOf(text));
    case undefined:
      return text.trim();
  }
}

/** A promo code, or how one begins. */
export const promoOf = (text: string) => bareOf(text.normalize('NFKC')).toUpperCase();

/** Without spaces and invisible characters, which come with text copied from a message. */
export const bareOf = (text: string) => text.replace(/[\s\p{Cf}\p{Cc}]+/gu, '');

/** Telegram shows its links without the scheme, and copies them so. */
const contactOf = (text: string) =>
  text.replace(/^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me)\//i, 'https://t.me/');

/** Local time in the format of a datetime-local input. */
function localTime(moment: string): string {
  const date = new Date(moment);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function readTime(text: string): string | null {
  const date = new Date(text);
  return text === '' ? null : Number.isNaN(date.getTime()) ? text : date.toISOString();
}

const blanks: Record<Field['type'], unknown> = {
  text: '',
  localized: { ru: '', en: '' },
  number: '',
  flag: false,
  choice: '',
  choices: [],
  record: '',
  time: '',
  providers: [],
};

export function toDraft(field: Field, value: unknown, values: Values): unknown {
  if (value === null || value === undefined) {
    return blanks[field.type];
  }
  switch (field.type) {
    case 'number':
      return numberText(Number(value), ruleOf(field, values).unit);
    case 'time':
      return localTime(String(value));
    default:
      return value;
  }
}

export function toDrafts(fields: Fields, values: Values): Drafts {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, toDraft(field, values[name], values)]),
  );
}

/** A number's unit may depend on other fields; their drafts are used as values for that. */
export function fromDraft(field: Field, draft: unknown, drafts: Drafts): unknown {
  if (field.type === 'localized' && field.optional) {
    const { ru, en } = draft as { ru: string; en: string };
    return ru.trim() || en.trim() ? draft : null;
  }
  switch (field.type) {
    case 'number':
      return readNumber(String(draft), ruleOf(field, drafts).unit);
    case 'time':
      return readTime(String(draft));
    case 'text':
      return textOf(String(draft), field.form) || null;
    case 'choice':
    case 'record':
      return draft || null;
    default:
      return draft;
  }
}

export function fromDrafts(fields: Fields, drafts: Drafts): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.hidden?.(drafts) ? null : fromDraft(field, drafts[name], drafts),
    ]),
  );
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** The values that have changed. */
export function changesOf(values: Values, before: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !same(value, before[name])),
  );
}

/** The fields of an audit entry, translated. */
import { adjustableAssets } from '../../../../shared/closedSets.ts';
import { type Language, languages } from '../../../../shared/language.ts';
import type { Field, Values } from '../../../../shared/records/fields.ts';
import { sectionCodes, sectionOf } from '../../../../shared/records/sections.ts';
import { type SettingCode, settingFields } from '../../../../shared/records/settings.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useAmountText } from '../forms/amounts.ts';
import { useRecordText } from '../records/texts.ts';
import { useValueText } from '../records/useValueText.ts';
import { useSettingText } from '../settings/texts.ts';
import { usePersonText } from '../users/texts.ts';
import type { Difference } from './differences.ts';
import { auditTexts, useAuditText } from './texts.ts';
import { useChosenText } from './useChosenText.ts';
import { type AuditLogEntry, aboutOf, readRefund } from './values.ts';

const LONGEST = 300;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const IN_COINS = new Set(['balance', 'before', 'after', 'amount']);
const IN_MONEY = new Set(['amount', 'returned', 'part']);
const settingsOf: Record<string, Field> = settingFields([]);

const isLanguage = (name: string | undefined): name is Language =>
  languages.some((one) => one === name);

export function useFieldWords(entry: AuditLogEntry) {
  const t = useAuditText();
  const f = useFormat();
  const amounts = useAmountText();
  const records = useValueText();
  const texts = useRecordText();
  const settings = useSettingText();
  const chosen = useChosenText();
  const plain = usePlainText();
  const { target, before, after } = entry;
  const section = sectionCodes.find((code) => code === target.split(':')[0]);
  const ofSettings = target === 'settings';
  const about = aboutOf(entry);
  const asset = adjustableAssets.find((one) =>
    [before, after].some((side) => (side as { asset?: unknown } | null)?.asset === one),
  );
  const currency = readRefund(entry)?.currency;
  const fieldOf = ([first, name = '']: readonly string[]): Field | undefined =>
    first !== 'values'
      ? undefined
      : section
        ? sectionOf(section).fields[name]
        : ofSettings
          ? settingsOf[name]
          : undefined;

  const name = ({ path }: Difference): string => {
    const [, field = '', language] = path;
    const last = path.at(-1) ?? '';
    if (fieldOf(path)) {
      const label = ofSettings
        ? settings(`names.${field as SettingCode}`)
        : records.label(section ?? null, field);
      return isLanguage(language) ? `${label} ${texts(`languages.${language}`)}` : label;
    }
    return last in auditTexts.en.fields ? t(`fields.${last}` as never) : path.join('.');
  };

  const value = ({ path }: Difference, value: unknown): string => {
    const last = path.at(-1) ?? '';
    const field = fieldOf(path);
    if (field && path.length === 2 && value !== null && value !== undefined) {
      return records.value(field, value, { ...about, [path[1] ?? '']: value } as Values);
    }
    if (asset && typeof value === 'number' && IN_COINS.has(last)) {
      return amounts.inWords(value, asset);
    }
    if (currency && typeof value === 'number' && IN_MONEY.has(last)) {
      return f.money(value, currency);
    }
    if (typeof value === 'number' && last === 'coins' && path.length === 1) {
      return f.coins(value);
    }
    return chosen(entry, last, value) ?? plain(value);
  };
  return { name, value };
}

/** A value of a field without a translation. */
function usePlainText() {
  const f = useFormat();
  const people = usePersonText();
  return (value: unknown): string => {
    switch (typeof value) {
      case 'boolean':
        return people(value ? 'yes' : 'no');
      case 'number':
        return f.amount(value);
      case 'string':
        return ISO.test(value) ? f.moment(value) : cut(value);
      default:
        return written(value);
    }
  };
}

function written(value: unknown): string {
  if (value === undefined || value === null) {
    return '—';
  }
  return cut(Array.isArray(value) ? value.join(', ') : JSON.stringify(value));
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

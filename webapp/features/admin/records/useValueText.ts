import { COIN } from '../../../../shared/coins.ts';
import {
  type Field,
  isLocalized,
  ruleOf,
  type Unit,
  type Values,
} from '../../../../shared/records/fields.ts';
import { choiceLabel, fieldLabel } from '../../../../shared/records/labels.ts';
import { type SectionCode, sectionOf } from '../../../../shared/records/sections.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useRecordText } from './texts.ts';

/** Values of fields as text. */
export function useValueText() {
  const t = useRecordText();
  const f = useFormat();
  const label = (section: SectionCode | null, name: string) =>
    fieldLabel(section, name)[f.language];
  const choice = (value: string) => choiceLabel(value)[f.language];

  /** The unit after a number; empty for plain counts. */
  const unitAfter = (value: number, unit: Unit): string => {
    switch (unit) {
      case 'coins':
        return f.noun(value / COIN, 'coin');
      case 'stars':
        return f.noun(value, 'star');
      default:
        return t(`units.${unit}`, { count: value });
    }
  };

  /** A number with its unit. */
  const amount = (value: number, unit: Unit): string => {
    switch (unit) {
      case 'coins':
        return f.coinsInWords(value);
      case 'roubles':
        return f.roubles(value);
      case 'stars':
        return f.starsInWords(value);
      case 'percent':
        return `${f.amount(value)}%`;
      case 'pieces':
        return f.amount(value);
      default:
        return `${f.amount(value)}\u00a0${unitAfter(value, unit)}`;
    }
  };

  const value = (field: Field, value: unknown, values: Values): string => {
    if (value === null || value === undefined) {
      return t('empty');
    }
    switch (field.type) {
      case 'number':
        return amount(Number(value), ruleOf(field, values).unit);
      case 'flag':
        return t(value ? 'yes' : 'no');
      case 'choice':
        return choice(String(value));
      case 'time':
        return f.moment(String(value));
      case 'localized':
        return isLocalized(value) ? value[f.language] : '';
      case 'choices':
        return (value as string[]).join(', ') || t('none2');
      case 'providers':
        return (value as { provider: string }[]).map(({ provider }) => choice(provider)).join(', ');
      default:
        return String(value);
    }
  };

  /** A field of a record. */
  const show = (section: SectionCode, name: string, values: Values): string => {
    const field = sectionOf(section).fields[name];
    return field ? value(field, values[name], values) : '';
  };
  return { label, choice, amount, unitAfter, value, show };
}

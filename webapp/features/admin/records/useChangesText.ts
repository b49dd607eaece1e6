import type { Fields, Values } from '../../../../shared/records/fields.ts';
import { useRecordText } from './texts.ts';
import { useValueText } from './useValueText.ts';

export interface Changes {
  fields: Fields;
  /** The fields that differ. */
  names: readonly string[];
  before: Values;
  now: Values;
  nameOf: (name: string) => string;
}

/** The changes of somebody else, as text: `Price: 19 coins → 21 coins`. */
export function useChangesText(): (changes: Changes) => string {
  const t = useRecordText();
  const words = useValueText();
  return ({ fields, names, before, now, nameOf }) =>
    names
      .flatMap((name) => {
        const field = fields[name];
        return field
          ? t('was', {
              field: nameOf(name),
              before: words.value(field, before[name], before),
              after: words.value(field, now[name], now),
            })
          : [];
      })
      .join('; ');
}

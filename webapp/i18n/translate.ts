import { running } from './digits.ts';
import type { Language } from './language.ts';
import { pluralRule } from './plural.ts';

/** Texts by key, nested to any depth. Counted ones end in `_one`, `_few`, `_many`, `_other`. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** Values for the `{{placeholders}}` of a text; `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/**
 * The text of a dotted key with its placeholders filled.
 * @returns the key itself when there is no such text, so that the gap is visible and nothing breaks.
 */
export function translate(
  language: Language,
  texts: Texts,
  key: string,
  values: TextValues,
): string {
  const path = key.split('.');
  const name = path.pop() ?? '';
  let branch: string | Texts | undefined = texts;
  for (const step of path) {
    branch = typeof branch === 'object' ? branch[step] : undefined;
  }
  if (typeof branch !== 'object') {
    return key;
  }
  const text = branch[name] ?? counted(language, branch, name, values.count);
  return typeof text === 'string' ? fill(language, text, values) : key;
}

function counted(language: Language, branch: Texts, name: string, count: unknown) {
  const rule = typeof count === 'number' ? pluralRule(language, count) : 'other';
  return branch[`${name}_${rule}`] ?? branch[`${name}_other`];
}

function fill(language: Language, text: string, values: TextValues): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const value = values[name] ?? place;
    // Only a count gets grouped digits; other numbers, such as an id, are not amounts.
    return name === 'count' && typeof value === 'number'
      ? running(language, value)
      : isolated(value);
  });
}

/** The blocks of Hebrew, Arabic, Syriac and Thaana: `\p{Script=…}` would make the browser load its Unicode tables. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Isolates right-to-left text that people wrote, so that the sentence around it keeps its order. */
function isolated(value: string | number): string {
  const text = `${value}`;
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

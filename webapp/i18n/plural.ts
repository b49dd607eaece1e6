import type { Language } from './language.ts';

/** The forms of a counted noun; `other` also serves fractions ("1,5 монеты", "1.5 coins"). */
export interface Forms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

type Category = keyof Forms;

/** Of a whole number; fractions are `other` in both. https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html */
const rules = {
  en: (count) => (count === 1 ? 'one' : 'other'),
  ru: (count) => {
    const [tens, ones] = [Math.floor(count / 10) % 10, count % 10];
    if (tens === 1 || ones === 0 || ones > 4) {
      return 'many';
    }
    return ones === 1 ? 'one' : 'few';
  },
} satisfies Record<Language, (count: number) => Category>;

/**
 * The plural category of a number; the sign does not matter. As `Intl.PluralRules`, without its cost when the app
 * starts.
 */
export function pluralRule(language: Language, count: number): Category {
  const size = Math.abs(count);
  return Number.isInteger(size) ? rules[language](size) : 'other';
}

/** The form of the noun that stands after this number. */
export function plural(language: Language, count: number, forms: Forms): string {
  switch (pluralRule(language, count)) {
    case 'one':
      return forms.one;
    case 'few':
      return forms.few ?? forms.other;
    case 'many':
      return forms.many ?? forms.other;
    default:
      return forms.other;
  }
}

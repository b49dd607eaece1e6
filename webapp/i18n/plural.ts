import type { Language } from './language.ts';

/** The forms of a counted noun; `other` also serves fractions ("1,5 монеты", "1.5 coins"). */
export interface Forms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

const rules = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
} satisfies Record<Language, Intl.PluralRules>;

/** The plural category of a number; the sign does not matter. */
export function pluralRule(language: Language, count: number): Intl.LDMLPluralRule {
  return rules[language].select(Math.abs(count));
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

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

/** The form of the noun that stands after this number. */
export function plural(language: Language, count: number, forms: Forms): string {
  const rule = rules[language].select(Math.abs(count));
  switch (rule) {
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

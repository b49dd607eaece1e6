import { coins, formatCoinsPlain } from '../../shared/coins.ts';
import { decimalSigns, type Language } from '../../shared/language.ts';

const plurals = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
} as const satisfies Record<Language, Intl.PluralRules>;
const coinForms = {
  ru: {
    one: 'монета',
    few: 'монеты',
    many: 'монет',
    other: 'монеты',
    zero: 'монет',
    two: 'монеты',
  },
  en: { one: 'coin', few: 'coins', many: 'coins', other: 'coins', zero: 'coins', two: 'coins' },
} as const satisfies Record<Language, Record<Intl.LDMLPluralRule, string>>;

/** Hundredths of a coin as text with the correct plural form: `1 монета`, `2 coins`, `1,5 монеты`. */
export function coinsInWords(amount: number, language: Language): string {
  const number = formatCoinsPlain(coins(amount));
  const form = coinForms[language][plurals[language].select(amount / 100)];
  return `${number.replace('.', decimalSigns[language])} ${form}`;
}

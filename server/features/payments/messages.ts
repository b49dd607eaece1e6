/** What a person reads on the payment sheet and the receipt. */
import { coins, formatCoinsPlain } from '../../../shared/coins.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';

interface Bought {
  coins: number;
  plan: { code: string; kind: 'MONTH' | 'YEAR' | 'CREDITS'; credits: number } | null;
}

const planTitles = {
  MONTH: { ru: 'Подписка «Месяц»', en: 'Plan “Month”' },
  YEAR: { ru: 'Подписка «Год»', en: 'Plan “Year”' },
  CREDITS: { ru: 'Пакет кредитов', en: 'A bundle of credits' },
} as const;

const plurals = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};
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

/** Hundredths of a coin with the word in its right form: `1 монета`, `2 coins`, `1,5 монеты`. */
export function coinsInWords(amount: number, language: Language): string {
  const number = formatCoinsPlain(coins(amount));
  const form = coinForms[language][plurals[language].select(amount / 100)];
  return `${language === 'ru' ? number.replace('.', ',') : number} ${form}`;
}

/** At most 32 characters, as Telegram wants. */
export function titleOf({ coins: amount, plan }: Bought, language: Language): string {
  return plan ? planTitles[plan.kind][language] : coinsInWords(amount, language);
}

/** At most 128 characters, as YooKassa wants. */
export function descriptionOf(bought: Bought, language: Language): string {
  const { plan } = bought;
  if (!plan) {
    return language === 'ru'
      ? `Пополнение баланса AI Coins: ${coinsInWords(bought.coins, language)}`
      : `AI Coins top-up: ${coinsInWords(bought.coins, language)}`;
  }
  if (plan.kind === 'CREDITS') {
    return language === 'ru'
      ? `AI Coins: ${plan.credits} кредитов на работы`
      : `AI Coins: ${plan.credits} credits for creating`;
  }
  return `AI Coins: ${planTitles[plan.kind][language]}`;
}

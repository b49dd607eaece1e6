/** What a person reads on the payment sheet and the receipt. */
import type { Language, Localized } from '../../../shared/language.ts';
import { coinsInWords } from '../../core/coinsInWords.ts';

interface Bought {
  coins: number;
  plan: { code: string; kind: 'MONTH' | 'YEAR' | 'CREDITS'; credits: number } | null;
}

const planTitles = {
  MONTH: { ru: 'Подписка «Месяц»', en: 'Plan “Month”' },
  YEAR: { ru: 'Подписка «Год»', en: 'Plan “Year”' },
  CREDITS: { ru: 'Пакет кредитов', en: 'A bundle of credits' },
} as const satisfies Record<string, Localized>;

/** At most 32 characters: the bound of an invoice's title. */
export function titleOf({ coins: amount, plan }: Bought, language: Language): string {
  return plan ? planTitles[plan.kind][language] : coinsInWords(amount, language);
}

/** At most 128 characters: the shortest bound of a provider. */
export function descriptionOf(bought: Bought, language: Language): string {
  const { plan } = bought;
  if (!plan) {
    return (
      {
        ru: `Пополнение баланса AI Coins: ${coinsInWords(bought.coins, language)}`,
        en: `AI Coins top-up: ${coinsInWords(bought.coins, language)}`,
      } satisfies Localized
    )[language];
  }
  if (plan.kind === 'CREDITS') {
    return (
      {
        ru: `AI Coins: кредиты на работы, ${plan.credits}`,
        en: `AI Coins: ${plan.credits} credits for creating`,
      } satisfies Localized
    )[language];
  }
  return `AI Coins: ${planTitles[plan.kind][language]}`;
}

/** The payers of an order, as shown in a quote. */
import type { GenerationQuote } from '../../../shared/schemas/generation.ts';
import type { PayerChoice } from './payer.ts';

type Quoted = Pick<
  GenerationQuote,
  'price' | 'paidWith' | 'before' | 'after' | 'missing' | 'several'
>;
type Part = NonNullable<GenerationQuote['several']>['parts'][number];

/** Consecutive works with the same payer are one part. */
function partsOf(choices: readonly PayerChoice[]): Part[] {
  const parts: Part[] = [];
  for (const { paidWith, before, amount } of choices) {
    const last = parts.at(-1);
    const after = before === null || paidWith === null ? null : before - amount;
    if (last?.paidWith === paidWith) {
      last.count += 1;
      last.after = after;
    } else {
      parts.push({ paidWith, count: 1, before, after });
    }
  }
  return parts;
}

/**
 * @param choices the payer of each work
 * @param coins the person's coins; the payer shown for works that nothing covers
 */
export function toQuote(price: number, choices: readonly PayerChoice[], coins: number): Quoted {
  const parts = partsOf(choices);
  const [first] = parts;
  const missing = choices.reduce((sum, choice) => sum + choice.missing, 0);
  const isCovered = missing === 0;
  const inCoins = choices.filter(({ paidWith }) => paidWith === 'coins' || paidWith === null);
  return {
    price,
    paidWith: isCovered ? (first?.paidWith ?? null) : null,
    before: isCovered ? (first?.before ?? null) : coins,
    after: isCovered ? (first?.after ?? null) : null,
    missing,
    ...(choices.length > 1 ? { several: { coins: price * inCoins.length, parts } } : {}),
  };
}

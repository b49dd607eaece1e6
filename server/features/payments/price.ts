/** What is bought and what it costs, from the catalog and nothing else. */
import {
  CUSTOM_AMOUNT_MAX,
  CUSTOM_AMOUNT_MIN,
  CUSTOM_AMOUNT_PACK,
  defaultPacks,
} from '../../../shared/catalog/packs.ts';
import type { Currency, Purchase } from '../../../shared/schemas/payments.ts';
import { assertNever, DomainError } from '../../core/errors.ts';
import type { CatalogSnapshot, Plan } from '../catalog/lookup.ts';
import type { PaymentGateway } from './providers/provider.ts';

/** Amounts in the currency's smallest unit, coins in hundredths. */
export interface Price {
  coins: number;
  credits: number;
  plan: Plan | null;
  currency: Currency;
  fullAmount: number;
  /** A subscription that renews automatically. */
  renews: boolean;
}

/** The catalog's price column of each currency. */
const columnOf = { XTR: 'stars', RUB: 'roubles' } as const satisfies Record<Currency, string>;

/** Coins (hundredths) and what they cost: the rate of custom amounts. */
export function customRate(packs: CatalogSnapshot['packs']) {
  const rate =
    packs.find(({ code }) => code === CUSTOM_AMOUNT_PACK) ??
    packs[0] ??
    defaultPacks.find(({ code }) => code === CUSTOM_AMOUNT_PACK);
  if (!rate) {
    throw new Error('there is no pack to take a rate from');
  }
  return { coins: rate.coins, stars: rate.stars, roubles: rate.roubles };
}

/**
 * Prices a purchase without any discount.
 * @throws DomainError NOT_FOUND (no such pack or plan on sale), AMOUNT_OUT_OF_RANGE.
 */
export function priceOf(
  item: Purchase,
  { currency, renewsPlans }: Pick<PaymentGateway, 'currency' | 'renewsPlans'>,
  { packs, plans }: Pick<CatalogSnapshot, 'packs' | 'plans'>,
): Price {
  const amountOf = (prices: { stars: number; roubles: number }) => prices[columnOf[currency]];
  const base = { credits: 0, plan: null, currency, renews: false };
  switch (item.type) {
    case 'pack': {
      const pack = found(packs.find(({ code }) => code === item.code));
      return { ...base, coins: pack.coins, fullAmount: amountOf(pack) };
    }
    case 'custom': {
      if (item.coins < CUSTOM_AMOUNT_MIN || item.coins > CUSTOM_AMOUNT_MAX) {
        throw new DomainError('AMOUNT_OUT_OF_RANGE', {
          min: CUSTOM_AMOUNT_MIN,
          max: CUSTOM_AMOUNT_MAX,
        });
      }
      const rate = customRate(packs);
      // Products stay far below 2^53, so the division is the only rounding, and it goes up.
      const fullAmount = Math.ceil((item.coins * amountOf(rate)) / rate.coins);
      return { ...base, coins: item.coins, fullAmount };
    }
    case 'plan': {
      const plan = found(plans.find(({ code }) => code === item.code));
      return {
        ...base,
        coins: 0,
        credits: plan.credits,
        plan,
        fullAmount: amountOf(plan),
        renews: renewsPlans && plan.kind === 'MONTH',
      };
    }
    default:
      return assertNever(item);
  }
}

/** An amount after a discount, rounded up, never below the provider's minimum. */
export function discounted(
  fullAmount: number,
  percent: number,
  { minAmount }: Pick<PaymentGateway, 'minAmount'>,
): number {
  const amount = Math.ceil((fullAmount * (100 - percent)) / 100);
  return Math.min(fullAmount, Math.max(amount, minAmount));
}

function found<Row>(row: Row | undefined): Row {
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
}

/** What can be bought here, the ways to pay, and prices. */
import type { z } from 'zod';
import { CUSTOM_AMOUNT_MAX, CUSTOM_AMOUNT_MIN } from '../../../shared/catalog/packs.ts';
import { methodsOf } from '../../../shared/closedSets.ts';
import {
  type Currency,
  type PaymentOptions,
  type PaymentProvider,
  type PaymentQuote,
  paymentProviders,
  type paymentQuoteInput,
} from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import { previewDiscount } from '../promo/service.ts';
import { customRate, discounted, priceOf } from './price.ts';

/** The ways to pay that a bot takes. */
function offeredBy(
  app: AppContext,
  { settings }: Pick<CatalogSnapshot, 'settings'>,
  botName: string,
): PaymentProvider[] {
  return paymentProviders.filter((provider) => app.payments[provider].isOffered(botName, settings));
}

/** Whether a bot accepts this currency. */
export function isCurrencyOffered(
  app: AppContext,
  catalog: Pick<CatalogSnapshot, 'settings'>,
  botName: string,
  currency: Currency,
): boolean {
  return offeredBy(app, catalog, botName).some(
    (provider) => app.payments[provider].currency === currency,
  );
}

export async function getOptions(app: AppContext, actor: Actor): Promise<PaymentOptions> {
  const catalog = await app.catalog.read();
  const { packs } = catalog;
  const roubles = isCurrencyOffered(app, catalog, actor.botName, 'RUB');
  const rate = customRate(packs);
  const best = cheapestPerCoin(packs);
  return {
    methods: offeredBy(app, catalog, actor.botName).flatMap((provider) =>
      methodsOf[provider].map((method) => ({
        method,
        provider,
        currency: app.payments[provider].currency,
      })),
    ),
    packs: packs.map((pack) => ({
      code: pack.code,
      coins: pack.coins,
      stars: pack.stars,
      roubles: roubles ? pack.roubles : null,
      bestValue: pack === best,
    })),
    custom: {
      min: CUSTOM_AMOUNT_MIN,
      max: CUSTOM_AMOUNT_MAX,
      coins: rate.coins,
      stars: rate.stars,
      roubles: roubles ? rate.roubles : null,
    },
  };
}

/** The pack with the cheapest coins, in Stars; none when all cost the same. */
function cheapestPerCoin<Pack extends { coins: number; stars: number }>(
  packs: readonly Pack[],
): Pack | null {
  const [first, second] = [...packs].sort((a, b) => a.stars * b.coins - b.stars * a.coins);
  return first && second && first.stars * second.coins < second.stars * first.coins ? first : null;
}

/**
 * The current price of a purchase, with a promo code if one is given.
 * @throws DomainError NOT_FOUND, AMOUNT_OUT_OF_RANGE, PAYMENT_METHOD_UNAVAILABLE, those of the code.
 */
export async function quote(
  app: AppContext,
  actor: Actor,
  { item, provider, promoCode }: z.infer<typeof paymentQuoteInput>,
): Promise<PaymentQuote> {
  const gateway = app.payments[provider];
  const catalog = await app.catalog.read();
  if (!gateway.isOffered(actor.botName, catalog.settings)) {
    throw new DomainError('PAYMENT_METHOD_UNAVAILABLE');
  }
  const price = priceOf(item, gateway, catalog);
  if (promoCode !== undefined && price.plan) {
    throw new DomainError('PROMO_NEEDS_TOPUP');
  }
  const discount = promoCode === undefined ? null : await previewDiscount(app, actor, promoCode);
  const percent = discount?.percent ?? 0;
  const amount = discounted(price.fullAmount, percent, gateway);
  if (discount && amount === price.fullAmount) {
    throw new DomainError('PROMO_GIVES_NOTHING');
  }
  return {
    item,
    coins: price.coins,
    credits: price.credits,
    currency: price.currency,
    fullAmount: price.fullAmount,
    amount,
    discountPercent: percent,
    promoCode: discount?.code ?? null,
  };
}

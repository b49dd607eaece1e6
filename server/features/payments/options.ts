/** What can be bought here, how it can be paid, and what it would cost. */
import type { z } from 'zod';
import { CUSTOM_AMOUNT_MAX, CUSTOM_AMOUNT_MIN } from '../../../shared/catalog/packs.ts';
import type {
  PaymentOptions,
  PaymentProvider,
  PaymentQuote,
  paymentQuoteInput,
} from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { previewDiscount } from '../promo/service.ts';
import { customRate, discounted, priceOf } from './price.ts';

/** Whether a bot takes payments this way. */
export function isOffered(app: AppContext, botName: string, provider: PaymentProvider): boolean {
  switch (provider) {
    case 'stars':
      return true;
    case 'yookassa':
      return app.config.payments.yookassa?.bots.includes(botName) ?? false;
  }
}

export async function getOptions(app: AppContext, actor: Actor): Promise<PaymentOptions> {
  const { packs } = await app.catalogue.read();
  const roubles = isOffered(app, actor.botName, 'yookassa');
  const rate = customRate(packs);
  const best = cheapestPerCoin(packs);
  return {
    methods: [
      { method: 'stars', provider: 'stars', currency: 'XTR' },
      ...(roubles
        ? ([
            { method: 'card', provider: 'yookassa', currency: 'RUB' },
            { method: 'sbp', provider: 'yookassa', currency: 'RUB' },
          ] as const)
        : []),
    ],
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

/** The pack whose coins cost least, in Stars; none when all cost the same. */
function cheapestPerCoin<Pack extends { coins: number; stars: number }>(
  packs: readonly Pack[],
): Pack | null {
  const [first, second] = [...packs].sort((a, b) => a.stars * b.coins - b.stars * a.coins);
  return first && second && first.stars * second.coins < second.stars * first.coins ? first : null;
}

/**
 * What a purchase costs now, with a promo code if one is given.
 * @throws DomainError NOT_FOUND, AMOUNT_OUT_OF_RANGE, PAYMENT_METHOD_UNAVAILABLE, those of the code.
 */
export async function quote(
  app: AppContext,
  actor: Actor,
  { item, provider, promoCode }: z.infer<typeof paymentQuoteInput>,
): Promise<PaymentQuote> {
  if (!isOffered(app, actor.botName, provider)) {
    throw new DomainError('PAYMENT_METHOD_UNAVAILABLE');
  }
  const price = priceOf(item, provider, await app.catalogue.read());
  if (promoCode !== undefined && price.plan) {
    throw new DomainError('PROMO_NEEDS_TOPUP');
  }
  const discount = promoCode === undefined ? null : await previewDiscount(app, actor, promoCode);
  const percent = discount?.percent ?? 0;
  const amount = discounted(price.fullAmount, percent, provider);
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

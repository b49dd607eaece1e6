import { toAppError } from '../../api/appError.ts';
import type { useTRPCClient } from '../../api/client.ts';

/** The code works while topping up only. */
export function isDiscount(error: unknown): boolean {
  return toAppError(error).code === 'PROMO_NEEDS_TOPUP';
}

/**
 * What a code takes off a top-up, read from the price of the smallest pack.
 * @throws when the code cannot be used by this person now.
 */
export async function discountOf(
  client: ReturnType<typeof useTRPCClient>,
  code: string,
): Promise<{ code: string; percent: number }> {
  const { packs, methods, custom } = await client.payments.options.query();
  const pack = packs[0];
  const quote = await client.payments.quote.query({
    item: pack ? { type: 'pack', code: pack.code } : { type: 'custom', coins: custom.min },
    provider: methods[0]?.provider ?? 'stars',
    promoCode: code,
  });
  return { code: quote.promoCode ?? code, percent: quote.discountPercent };
}

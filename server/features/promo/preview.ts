/** What a code gives, shown before it is redeemed. */
import type { z } from 'zod';
import type { PromoPreview, previewInput } from '../../../shared/schemas/promo.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { assertUsable } from './find.ts';
import { guess } from './guesses.ts';

/**
 * What a code of any kind would give the person now, without redeeming it. A wrong code counts as a guess, as
 * it does when it is redeemed.
 * @throws DomainError PROMO_NOT_FOUND, PROMO_NOT_STARTED, PROMO_EXPIRED, PROMO_ALREADY_USED, PROMO_EXHAUSTED,
 * PROMO_FIRST_TOPUP_ONLY, PROMO_GIVES_NOTHING, RATE_LIMITED.
 */
export async function previewCode(
  app: AppContext,
  actor: Actor,
  { code }: z.infer<typeof previewInput>,
): Promise<PromoPreview> {
  const promo = await guess(app, actor, code);
  assertUsable(promo);
  const { kind, value } = promo;
  return {
    code: promo.code,
    kind,
    value: kind === 'topup_discount' ? Math.min(value, 100) : value,
  };
}

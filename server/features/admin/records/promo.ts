/** Promo codes: creating many at once, and who has used one. */
import type { z } from 'zod';
import type {
  createPromoCodesInput,
  createPromoCodesOutput,
  promoUsesInput,
  promoUsesOutput,
} from '../../../../shared/schemas/adminRecords.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { createCodes, listUses } from '../../promo/service.ts';
import { runAuditedAction } from '../actions.ts';
import { fullName } from '../names.ts';
import { placeOf } from '../pages.ts';

/**
 * Creates many codes of one kind.
 * @throws DomainError INVALID_FIELDS, IDEMPOTENCY_CONFLICT
 */
export async function createPromoCodes(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof createPromoCodesInput>,
): Promise<z.infer<typeof createPromoCodesOutput>> {
  const action = { name: 'promo.create_many', target: 'promo' } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const codes = await createCodes(tx, input, app.now());
    app.catalog.changed(tx);
    return { before: undefined, after: { values: input.values, codes } };
  });
  return { codes: done.codes };
}

/** Who has used a code, or holds a use with an unpaid order; the latest first. */
export async function readPromoUses(
  app: AppContext,
  { promoId, cursor, limit }: z.infer<typeof promoUsesInput>,
): Promise<z.infer<typeof promoUsesOutput>> {
  const offset = placeOf(cursor) ?? 0;
  const rows = await listUses(app, { promoId: Number(promoId), offset, limit: limit + 1 });
  return {
    items: rows.slice(0, limit).map((use) => {
      const { firstName, lastName } = use.get('user') as { firstName: string; lastName: string };
      return {
        userId: use.userId,
        userName: fullName({ first_name: firstName, last_name: lastName }),
        botName: use.botName,
        usedAt: use.usedAt?.toISOString() ?? null,
        reservedAt: use.reservedAt.toISOString(),
      };
    }),
    nextCursor: rows.length > limit ? String(offset + limit) : null,
  };
}

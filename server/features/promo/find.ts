import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { formsOf } from './code.ts';
import * as statements from './statements.ts';

/** Finds a code that this person may know of: none that is switched off, and no admins' code for others. */
export async function findVisible(
  reader: Pick<Tx, 'query'>,
  actor: Pick<Actor, 'userId' | 'role'>,
  code: string,
): Promise<statements.PromoRow | null> {
  const [promo] = await reader.query(statements.findPromo, [formsOf(code), actor.userId]);
  return promo?.active && (!promo.admins_only || actor.role === 'admin') ? promo : null;
}

/**
 * Whether a code can be used by the person now, as far as that can be read.
 * @throws DomainError PROMO_NOT_STARTED, PROMO_EXPIRED, PROMO_FIRST_TOPUP_ONLY, PROMO_ALREADY_USED,
 *   PROMO_EXHAUSTED, PROMO_GIVES_NOTHING.
 */
export function assertUsable(promo: statements.PromoRow): void {
  if (promo.starts_at && promo.not_started) {
    throw new DomainError('PROMO_NOT_STARTED', { at: promo.starts_at.toISOString() });
  }
  if (promo.ends_at && promo.ended) {
    throw new DomainError('PROMO_EXPIRED', { at: promo.ends_at.toISOString() });
  }
  if (promo.first_topup_only && (promo.topped_up || promo.first_topup_held)) {
    throw new DomainError('PROMO_FIRST_TOPUP_ONLY');
  }
  if (promo.own >= promo.per_user && promo.held === 0) {
    throw new DomainError('PROMO_ALREADY_USED');
  }
  if (promo.max_uses !== null && promo.taken >= promo.max_uses && promo.held === 0) {
    throw new DomainError('PROMO_EXHAUSTED');
  }
  if (promo.gives_nothing) {
    throw new DomainError('PROMO_GIVES_NOTHING');
  }
}

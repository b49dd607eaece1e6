/** Prevents finding codes by guessing: a person who is wrong too often has to wait. */

import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { plus } from '../../db/values.ts';
import { normalizeCode } from './code.ts';
import { findVisible } from './find.ts';
import { PromoGuess } from './models.ts';
import type { PromoRow } from './statements.ts';
import * as statements from './statements.ts';

/** Wrong codes of one person in one hour. */
export const MAX_WRONG_GUESSES = 10;
const WINDOW_S = 3600;

/**
 * Looks a code up for a person. Lookups of one person run one after the other, so that parallel calls can't
 * exceed the limit; while the limit is reached, right codes are refused too.
 * @throws DomainError PROMO_NOT_FOUND, RATE_LIMITED (with the seconds to wait).
 */
export async function guess(app: AppContext, actor: Actor, code: string): Promise<PromoRow> {
  const found = await app.db.transaction(async (tx) => {
    const lastCode = await assertMayGuess(tx, actor.userId);
    const promo = await findVisible(tx, actor, code);
    if (!promo) {
      await countGuess(tx, actor.userId, code, lastCode);
    }
    return promo;
  });
  if (!found) {
    throw new DomainError('PROMO_NOT_FOUND');
  }
  return found;
}

/** @returns the last wrong code. @throws DomainError RATE_LIMITED */
export async function assertMayGuess(tx: Tx, userId: number): Promise<string | null> {
  const [row] = await tx.query(statements.lockGuesses, [userId, WINDOW_S]);
  if (row && row.wrong >= MAX_WRONG_GUESSES) {
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: Math.max(1, row.seconds_left) });
  }
  return row?.last_code ?? null;
}

async function countGuess(tx: Tx, userId: number, code: string, lastCode: string | null) {
  const folded = normalizeCode(code);
  if (folded !== lastCode) {
    await tx
      .of(PromoGuess)
      .update({ wrong: plus('wrong', 1), lastCode: folded }, { where: { userId } });
  }
}

import type { Tx } from '../../db/database.ts';
import { PromoGuess, PromoUse } from './models.ts';

/** @returns the codes that the person has used. */
export async function erasePromos(tx: Tx, userId: number): Promise<number[]> {
  await tx.of(PromoGuess).destroy({ where: { userId } });
  const uses = await tx.of(PromoUse).findAll({ where: { userId } });
  return [...new Set(uses.map(({ promoId }) => promoId))];
}

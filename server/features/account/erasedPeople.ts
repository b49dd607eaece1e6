/** Recognises people who have deleted an account, so that nothing is given twice. */
import { createHmac } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { ErasedPerson } from './models.ts';

type Keyed = Pick<AppContext, 'erasureKey'>;

/** Deterministic, and not reversible to the Telegram id without the key. */
function hashOf({ erasureKey }: Keyed, telegramId: number): Buffer {
  return createHmac('sha256', erasureKey).update(`telegram:${telegramId}`).digest();
}

/** Whether this person has deleted an account. */
export async function hasReturned(app: Keyed, db: Reader, telegramId: number): Promise<boolean> {
  const where = { telegramHash: hashOf(app, telegramId) };
  return (await db.of(ErasedPerson).count({ where })) > 0;
}

/** Whether a promo code was used by an account that this person has deleted. */
export async function hadUsedPromo(
  app: Keyed,
  db: Reader,
  telegramId: number,
  promoId: number,
): Promise<boolean> {
  const where = { telegramHash: hashOf(app, telegramId) };
  const earlier = await db.of(ErasedPerson).findOne({ where });
  return earlier?.promoIds.includes(promoId) ?? false;
}

/** Records a person who deletes their account, together with what earlier deletions recorded. */
export async function recordErased(
  app: Keyed,
  tx: Tx,
  telegramId: number,
  promoIds: readonly number[],
): Promise<void> {
  const telegramHash = hashOf(app, telegramId);
  const earlier = await tx.of(ErasedPerson).findOne({ where: { telegramHash } });
  const all = [...new Set([...(earlier?.promoIds ?? []), ...promoIds])];
  await tx.of(ErasedPerson).upsert({ telegramHash, promoIds: all });
}

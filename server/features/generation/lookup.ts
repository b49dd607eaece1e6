/** Generations as other features need them. */
import type { Reader } from '../../db/repository.ts';
import { Generation } from './models.ts';

/** Those of these generations that are the person's. */
export async function findGenerations(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Generation[]> {
  const where = { userId, id: [...ids] };
  return ids.length === 0 ? [] : await db.of(Generation).findAll({ where });
}

import type { Localized } from '../../../shared/language.ts';
import type { Reader } from '../../db/repository.ts';
import { Badge } from './models.ts';

/** The names of those of these badges that exist, on or off, by their codes. */
export async function findBadgeNames(
  db: Reader,
  codes: readonly string[],
): Promise<Map<string, Localized>> {
  if (codes.length === 0) {
    return new Map();
  }
  const badges = await db.of(Badge).findAll({
    attributes: ['code', 'name'],
    where: { code: [...codes] },
  });
  return new Map(badges.map(({ code, name }) => [code, name]));
}

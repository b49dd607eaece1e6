import type { Database } from '../../db/database.ts';
import { Badge } from './models.ts';

/** Which of these badges exist, on or off. */
export async function listBadgeCodes(db: Database, codes: readonly string[]): Promise<Set<string>> {
  const badges = await db.of(Badge).findAll({
    attributes: ['code'],
    where: { code: [...codes] },
  });
  return new Set(badges.map(({ code }) => code));
}

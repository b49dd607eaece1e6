/** Single messages of threads, by their keys. */
import { Op } from 'sequelize';
import type { Reader } from '../../db/repository.ts';
import { SupportMessage } from './models.ts';

/** Those of deleted accounts are missing. */
export async function findMessages(
  db: Reader,
  keys: readonly { userId: number; id: number }[],
): Promise<SupportMessage[]> {
  return keys.length === 0
    ? []
    : await db.of(SupportMessage).findAll({ where: { [Op.or]: keys.map((key) => ({ ...key })) } });
}

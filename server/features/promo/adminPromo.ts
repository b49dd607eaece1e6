/** What admins do with promo codes besides editing them: creating many at once, and listing uses. */
import { randomInt } from 'node:crypto';
import type { Values } from '../../../shared/records/fields.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { createRecord } from '../../db/editable/change.ts';
import { normalizeCode } from './code.ts';
import { PromoCode, PromoUse } from './models.ts';
import { promoRecords } from './records.ts';

/** Without letters and digits that look like others. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const RANDOM_LENGTH = 8;

function randomCode(prefix: string): string {
  const letters = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${prefix}-${letters.join('')}`;
}

/**
 * Creates many codes of the same kind, each with unguessable letters.
 * @throws DomainError INVALID_FIELDS
 */
export async function createCodes(
  tx: Tx,
  { prefix, count, values }: { prefix: string; count: number; values: Values },
  now: Date,
): Promise<string[]> {
  // A dash follows anyway.
  const begin = normalizeCode(prefix).replace(/[-_]+$/, '');
  // The first one is validated like any other record; the rest differ only in their letters.
  const first = await createRecord(tx, promoRecords, { ...values, code: randomCode(begin) }, now);
  const codes = new Set([String(first.values.code)]);
  while (codes.size < count) {
    codes.add(randomCode(begin));
  }
  const rest = [...codes].slice(1);
  await tx.of(PromoCode).bulkCreate(rest.map((code) => ({ ...first.values, code })) as never);
  return [...codes];
}

/** Uses of one code, the latest first. */
export async function listUses(
  app: AppContext,
  { promoId, offset, limit }: { promoId: number; offset: number; limit: number },
) {
  return await app.db.of(PromoUse).findAll({
    where: { promoId },
    include: [{ association: 'user', attributes: ['firstName', 'lastName'] }],
    order: [
      ['reservedAt', 'DESC'],
      ['userId', 'DESC'],
      ['nth', 'DESC'],
    ],
    offset,
    limit,
  });
}

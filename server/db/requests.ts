/** Idempotency of calls: one request id, one input, one effect. */
import { createHash } from 'node:crypto';
import { DomainError } from '../core/errors.ts';
import type { Tx } from './database.ts';
import { IdempotentRequest } from './models.ts';

/** A digest of an input that does not depend on the order of its keys. */
export function hashInput(input: unknown): Buffer {
  const canonical = JSON.stringify(input, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(canonical).digest();
}

/** @throws DomainError IDEMPOTENCY_CONFLICT when the hashes differ. */
export function assertSameInput(stored: Buffer, given: Buffer): void {
  if (!stored.equals(given)) {
    throw new DomainError('IDEMPOTENCY_CONFLICT');
  }
}

/**
 * Claims a request id for this call. A parallel call with the same id waits here until this transaction ends,
 * so a race is handled as a replay.
 * @returns false when the same call was made before: return the earlier answer and do nothing.
 * @throws DomainError IDEMPOTENCY_CONFLICT when the id was used with another input or procedure.
 */
export async function claimRequest(
  tx: Tx,
  userId: number,
  requestId: string,
  procedure: string,
  input: unknown,
): Promise<boolean> {
  const hash = hashInput(input);
  const requests = tx.of(IdempotentRequest);
  if (await requests.createUnlessExists({ userId, requestId, procedure, inputHash: hash })) {
    return true;
  }
  const earlier = await requests.findOne({ where: { userId, requestId } });
  if (earlier?.procedure !== procedure) {
    throw new DomainError('IDEMPOTENCY_CONFLICT');
  }
  assertSameInput(earlier.inputHash, hash);
  return false;
}

/** Deletes the requests of a person. */
export async function eraseRequests(tx: Tx, userId: number): Promise<void> {
  await tx.of(IdempotentRequest).destroy({ where: { userId } });
}

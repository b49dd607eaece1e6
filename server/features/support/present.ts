import type { SupportMessage as Shown, SupportContext } from '../../../shared/schemas/support.ts';
import type { Reader } from '../../db/repository.ts';
import { findGenerations } from '../generation/lookup.ts';
import { findPayments } from '../payments/lookup.ts';
import type { SupportMessage } from './models.ts';

/** Messages as both sides see them, with what each is about as it stands now. */
export async function presentMessages(
  db: Reader,
  userId: number,
  messages: readonly SupportMessage[],
): Promise<Shown[]> {
  const idsOf = (type: string) =>
    messages.flatMap((one) => (one.contextType === type ? (one.contextId ?? []) : []));
  const [payments, generations] = await Promise.all([
    findPayments(db, userId, idsOf('payment')),
    findGenerations(db, userId, idsOf('generation')),
  ]);
  const contexts = new Map<string, SupportContext>();
  for (const { id, status, amount, currency } of payments) {
    contexts.set(id, { type: 'payment', id, status, amount, currency });
  }
  for (const { id, status, model, failure } of generations) {
    contexts.set(id, { type: 'generation', id, status, model, failure });
  }
  return messages.map(({ id, author, text, contextId, refund, createdAt }) => ({
    id,
    author,
    text,
    context: contexts.get(contextId ?? '') ?? null,
    refund,
    createdAt: createdAt.toISOString(),
  }));
}

import type { SupportMessage as Shown, SupportContext } from '../../../shared/schemas/support.ts';
import type { AppContext } from '../../app/context.ts';
import { findGenerations } from '../generation/lookup.ts';
import { findPayments } from '../payments/lookup.ts';
import type { SupportMessage } from './models.ts';

/** Messages as both sides see them, with the current state of what each is about. */
export async function presentMessages(
  app: AppContext,
  userId: number,
  messages: readonly SupportMessage[],
): Promise<Shown[]> {
  const idsOf = (type: string) =>
    messages.flatMap((one) => (one.contextType === type ? (one.contextId ?? []) : []));
  const [payments, generations, catalog] = await Promise.all([
    findPayments(app.db, userId, idsOf('payment')),
    findGenerations(app.db, userId, idsOf('generation')),
    app.catalog.read(),
  ]);
  const contexts = new Map<string, SupportContext>();
  for (const { id, status, amount, currency } of payments) {
    contexts.set(id, { type: 'payment', id, status, amount, currency });
  }
  for (const { id, status, model, failure } of generations) {
    const modelName = catalog.models.find(({ code }) => code === model)?.name ?? model;
    contexts.set(id, { type: 'generation', id, status, model, modelName, failure });
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

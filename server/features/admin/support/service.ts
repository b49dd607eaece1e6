/** The team's answers. */
import type { z } from 'zod';
import type { supportCloseInput, supportReplyInput } from '../../../../shared/schemas/support.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { DomainError } from '../../../core/errors.ts';
import { addAnswer, closeRefundRequests, closeThread, findThread } from '../../support/service.ts';
import { runAuditedAction } from '../actions.ts';

/** @throws DomainError NOT_FOUND */
export async function reply(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof supportReplyInput>,
): Promise<{ messageId: number }> {
  const { userId, text, declinesRefund } = input;
  const name = declinesRefund ? 'support.decline_refund' : 'support.reply';
  const action = { name, target: `user:${userId}` } as const;
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const thread = await findThread(tx, userId);
    if (declinesRefund) {
      const closed = { userId, paymentId: declinesRefund, outcome: 'declined' as const };
      if ((await closeRefundRequests(app, tx, closed)) === 0) {
        throw new DomainError('NOT_FOUND');
      }
    }
    const answer = { userId, text, adminUserId: actor.userId, channel: 'app' as const };
    const { id } = await addAnswer(app, tx, answer);
    // The text is private to the person: the audit log stores only its number.
    return { before: { waiting: thread.waiting }, after: { messageId: id } };
  });
}

/**
 * Closes a thread that needs no answer.
 * @throws DomainError NOT_FOUND
 */
export async function close(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof supportCloseInput>,
): Promise<{ waiting: number }> {
  const { userId } = input;
  const action = { name: 'support.close', target: `user:${userId}` } as const;
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const before = { waiting: await closeThread(tx, userId) };
    return { before, after: { waiting: 0 } };
  });
}

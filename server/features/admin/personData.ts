/** A person's data in the hands of the team: notes, a copy, deletion, and the app as the person sees it. */
import type { z } from 'zod';
import type {
  addNoteInput,
  addNoteOutput,
  erasePersonInput,
  erasePersonOutput,
  erasureOutput,
  exportPersonInput,
  exportPersonOutput,
  openAsPersonInput,
  openAsPersonOutput,
} from '../../../shared/schemas/adminPeople.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { makeViewToken, viewEnds } from '../../auth/viewAs.ts';
import { DomainError } from '../../core/errors.ts';
import { eraseAccount, orderExport, prepareDeletion, readDeletion } from '../account/service.ts';
import { addNote as storeNote } from '../people/service.ts';
import { findPerson } from '../users/lookup.ts';
import { runAuditedAction } from './actions.ts';

/**
 * Adds a note about a person. The audit log stores only the note's number: its text is deleted with the
 * account.
 */
export async function addNote(
  app: AppContext,
  actor: Actor,
  { requestId, userId, text }: z.infer<typeof addNoteInput>,
): Promise<z.infer<typeof addNoteOutput>> {
  const action = { name: 'user.note', target: `user:${userId}`, bySupport: true } as const;
  const input = { requestId, userId, text, reason: '' };
  return await runAuditedAction(app, actor, action, input, async (tx) => {
    const noteId = await storeNote(tx, { userId, authorUserId: actor.userId, text });
    return { before: undefined, after: { noteId } };
  });
}

/** Has a copy of the person's data made, which their bot sends to nobody but them. */
export async function exportPerson(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof exportPersonInput>,
): Promise<z.infer<typeof exportPersonOutput>> {
  const { userId } = input;
  const action = { name: 'user.export', target: `user:${userId}` } as const;
  return await runAuditedAction(app, actor, action, input, async (tx, person) => {
    if (!person || person.erasedAt !== null) {
      throw new DomainError('NOT_FOUND');
    }
    const ordered = await orderExport(app, tx, { userId, botName: person.firstBot });
    return { before: undefined, after: { ordered } };
  });
}

/**
 * The person in the form that the account feature takes.
 * @throws DomainError NOT_FOUND (deleted already)
 */
async function ownerOf(app: AppContext, userId: number): Promise<Actor> {
  const person = await findPerson(app.db, userId);
  if (!person || person.erasedAt !== null) {
    throw new DomainError('NOT_FOUND');
  }
  const { telegramId, role, firstBot } = person;
  return { userId, telegramId, role, botName: firstBot };
}

/** What a person would lose with their account. @throws DomainError NOT_FOUND, STAFF_ACCOUNT */
export async function readErasure(
  app: AppContext,
  actor: Actor,
  userId: number,
): Promise<z.infer<typeof erasureOutput>> {
  return await readDeletion(app, await ownerOf(app, userId), actor.userId);
}

/**
 * Deletes a person's account on their behalf.
 * @throws DomainError NOT_FOUND (deleted already), STAFF_ACCOUNT, CONFLICT (not confirmed),
 * PAYMENT_PROVIDER_UNAVAILABLE, IDEMPOTENCY_CONFLICT
 */
export async function erasePerson(
  app: AppContext,
  actor: Actor,
  { requestId, userId, confirmation, reason }: z.infer<typeof erasePersonInput>,
): Promise<z.infer<typeof erasePersonOutput>> {
  const action = { name: 'user.erase', target: `user:${userId}` } as const;
  const person = await findPerson(app.db, userId);
  const isRepeated = person !== null && person.erasedAt !== null;
  const owner = isRepeated ? null : await ownerOf(app, userId);
  if (owner) {
    await prepareDeletion(app, { owner, by: actor.userId }, confirmation);
  }
  const lost = owner && (await readDeletion(app, owner, actor.userId));
  // Works and orders are locked before their person, so the person is not locked first here.
  const input = { requestId, erased: userId, reason };
  await runAuditedAction(app, actor, action, input, async (tx) => {
    if (!owner || !lost) {
      throw new DomainError('NOT_FOUND');
    }
    await eraseAccount(app, tx, owner);
    const { confirmation: _word, plan, ...counts } = lost;
    return { before: { ...counts, plan: plan?.code ?? null }, after: { erased: true } };
  });
  return { erased: true };
}

/**
 * Opens the app as a person has it, read-only and for minutes; every opening is recorded in the audit log.
 * @throws DomainError NOT_FOUND, STAFF_ACCOUNT, IDEMPOTENCY_CONFLICT
 */
export async function openAsPerson(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof openAsPersonInput>,
): Promise<z.infer<typeof openAsPersonOutput>> {
  const { userId } = input;
  const action = { name: 'user.open', target: `user:${userId}`, bySupport: true } as const;
  // The token is derived from the audit entry and is not stored itself.
  const { expiresAt } = await runAuditedAction(app, actor, action, input, async (_tx, person) => {
    if (!person || person.erasedAt !== null) {
      throw new DomainError('NOT_FOUND');
    }
    if (person.role !== 'user') {
      throw new DomainError('STAFF_ACCOUNT');
    }
    return { before: undefined, after: { expiresAt: viewEnds(app).toISOString() } };
  });
  const view = { staffId: actor.userId, userId, until: Date.parse(expiresAt) };
  return { token: makeViewToken(app, view), expiresAt };
}

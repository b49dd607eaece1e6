/**
 * Deleting an account, in two steps: the person sees what is lost, then confirms. Personal data are erased
 * everywhere in one transaction; the ledger keeps its entries, without a person. Files are deleted right
 * afterwards by a job.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { deletionOutput } from '../../../shared/schemas/account.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { eraseRequests } from '../../db/requests.ts';
import { eraseLimits } from '../../limits/rateLimiter.ts';
import { eraseCalls } from '../botsApi/erase.ts';
import { countMedia, eraseFilesJob, eraseMedia } from '../gallery/erase.ts';
import { countUnfinished, endUnfinished, eraseGenerations } from '../generation/erase.ts';
import { eraseEvents } from '../inbox/service.ts';
import { eraseMessages } from '../notifications/erase.ts';
import { closeOpenOrders, countOpenOrders, eraseOrders } from '../payments/erase.ts';
import { eraseNotes } from '../people/erase.ts';
import { endRenewal } from '../plans/erase.ts';
import { eraseProgress } from '../progress/erase.ts';
import { readProgress } from '../progress/lookup.ts';
import { erasePromos } from '../promo/erase.ts';
import { eraseThread } from '../support/erase.ts';
import { erasePerson } from '../users/erase.ts';
import { getMe } from '../users/service.ts';
import { leaveWebinars } from '../webinars/erase.ts';
import { recordErased } from './erasedPeople.ts';
import { DataExport } from './models.ts';

const CONFIRMATION_LIVES_MS = 600_000;

/** Whose account it is, and who deletes it: the person, or an admin on their behalf. */
interface Deletion {
  owner: Actor;
  by: number;
}

const ownDeletion = (actor: Actor): Deletion => ({ owner: actor, by: actor.userId });

function sign({ erasureKey }: AppContext, { owner, by }: Deletion, until: number): string {
  return createHmac('sha256', erasureKey)
    .update(`delete:${owner.userId}:${by}:${until}`)
    .digest('base64url');
}

/** @throws DomainError CONFLICT: it is for another account or another actor, or has expired. */
function assertConfirmed(app: AppContext, deletion: Deletion, confirmation: string): void {
  const [until = '', signature = ''] = confirmation.split('.');
  const right = Buffer.from(sign(app, deletion, Number(until)));
  const given = Buffer.from(signature);
  const isGenuine = right.length === given.length && timingSafeEqual(right, given);
  if (!isGenuine || Number(until) < app.now().getTime()) {
    throw new DomainError('CONFLICT');
  }
}

/**
 * What is lost, and the token that confirms the deletion.
 * @throws DomainError STAFF_ACCOUNT
 */
export async function readDeletion(
  app: AppContext,
  owner: Actor,
  by = owner.userId,
): Promise<z.infer<typeof deletionOutput>> {
  assertNotStaff(owner);
  const { userId, botName } = owner;
  const [me, progress, openPayments, works, running] = await Promise.all([
    getMe(app, userId, botName),
    readProgress(app, userId),
    countOpenOrders(app.db, userId),
    countMedia(app.db, userId),
    countUnfinished(app.db, userId),
  ]);
  const until = app.now().getTime() + CONFIRMATION_LIVES_MS;
  return {
    ...me.balance,
    level: me.level.level,
    plan: me.plan,
    works,
    badges: progress.badges.filter(({ earnedAt }) => earnedAt !== null).length,
    running,
    openPayments,
    confirmation: `${until}.${sign(app, { owner, by }, until)}`,
  };
}

function assertNotStaff({ role }: Actor): void {
  if (role !== 'user') {
    throw new DomainError('STAFF_ACCOUNT');
  }
}

/**
 * Deletes the person's own account.
 * @throws DomainError STAFF_ACCOUNT, CONFLICT (not confirmed), PAYMENT_PROVIDER_UNAVAILABLE.
 */
export async function deleteAccount(
  app: AppContext,
  actor: Actor,
  confirmation: string,
): Promise<void> {
  await prepareDeletion(app, ownDeletion(actor), confirmation);
  await app.db.transaction((tx) => eraseAccount(app, tx, actor));
}

/**
 * The external calls before an account is deleted: renewals are cancelled at Telegram first, since nobody
 * must pay for an account that is gone.
 * @throws DomainError STAFF_ACCOUNT, CONFLICT (not confirmed), PAYMENT_PROVIDER_UNAVAILABLE.
 */
export async function prepareDeletion(
  app: AppContext,
  deletion: Deletion,
  confirmation: string,
): Promise<void> {
  const { owner } = deletion;
  assertNotStaff(owner);
  assertConfirmed(app, deletion, confirmation);
  await endRenewal(app, owner);
  await leaveWebinars(app, owner);
  await app.catalog.read();
}

/** Erases personal data. Called after `prepareDeletion`. */
export async function eraseAccount(
  app: AppContext,
  tx: Tx,
  { userId, telegramId }: Pick<Actor, 'userId' | 'telegramId'>,
): Promise<void> {
  // In the same lock order as everywhere: works, then orders, then the person.
  await endUnfinished(app, tx, userId);
  await closeOpenOrders(app, tx, userId);
  const promoIds = await erasePromos(tx, userId);
  await recordErased(app, tx, telegramId, promoIds);
  const files = [...(await eraseMedia(tx, userId)), ...(await eraseGenerations(tx, userId))];
  await app.queue.enqueue(tx, eraseFilesJob, { files });
  await eraseOrders(tx, userId);
  await eraseProgress(tx, userId);
  await eraseThread(tx, userId);
  await eraseNotes(tx, userId);
  await eraseEvents(tx, telegramId);
  await eraseCalls(tx, telegramId);
  await eraseRequests(tx, userId);
  await eraseLimits(tx, telegramId);
  await tx.of(DataExport).destroy({ where: { userId } });
  await erasePerson(app, tx, { userId, telegramId });
  // Last: what this transaction has written about the person is erased, too.
  await eraseMessages(tx, userId);
  await app.queue.erasePerson(tx, telegramId);
}

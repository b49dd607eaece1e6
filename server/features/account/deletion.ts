/**
 * Deleting an account, in two steps: what is lost is said, and then done. What names the person is erased
 * everywhere in one transaction; the ledger keeps its entries, of nobody. Files follow at once by a job.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { deletionOutput } from '../../../shared/schemas/account.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { eraseRequests } from '../../db/requests.ts';
import { eraseLimits } from '../../limits/rateLimiter.ts';
import { eraseCalls } from '../botsApi/erase.ts';
import { countMedia, eraseFilesJob, eraseMedia } from '../gallery/erase.ts';
import { countUnfinished, endUnfinished, eraseGenerations } from '../generation/erase.ts';
import { eraseEvents } from '../inbox/service.ts';
import { eraseMessages } from '../notifications/erase.ts';
import { closeOpenOrders, countOpenOrders, eraseOrders } from '../payments/erase.ts';
import { cancelPlan } from '../plans/offers.ts';
import { eraseProgress } from '../progress/erase.ts';
import { readProgress } from '../progress/overview.ts';
import { erasePromos } from '../promo/erase.ts';
import { eraseThread } from '../support/erase.ts';
import { erasePerson } from '../users/erase.ts';
import { getMe } from '../users/service.ts';
import { leaveWebinars } from '../webinars/erase.ts';
import { DataExport } from './models.ts';
import { rememberErased } from './returned.ts';

const CONFIRMATION_LIVES_MS = 600_000;

function sign({ erasureKey }: AppContext, userId: number, until: number): string {
  return createHmac('sha256', erasureKey).update(`delete:${userId}:${until}`).digest('base64url');
}

/** @throws DomainError CONFLICT: it is not this person's, or its time is over. */
function assertConfirmed(app: AppContext, userId: number, confirmation: string): void {
  const [until = '', signature = ''] = confirmation.split('.');
  const right = Buffer.from(sign(app, userId, Number(until)));
  const given = Buffer.from(signature);
  const isGenuine = right.length === given.length && timingSafeEqual(right, given);
  if (!isGenuine || Number(until) < app.now().getTime()) {
    throw new DomainError('CONFLICT');
  }
}

/** What is lost, and the word that deletes the account. @throws DomainError STAFF_ACCOUNT */
export async function readDeletion(
  app: AppContext,
  actor: Actor,
): Promise<z.infer<typeof deletionOutput>> {
  assertNotStaff(actor);
  const { userId, botName } = actor;
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
    confirmation: `${until}.${sign(app, userId, until)}`,
  };
}

function assertNotStaff({ role }: Actor): void {
  if (role !== 'user') {
    throw new DomainError('STAFF_ACCOUNT');
  }
}

/**
 * Deletes the account. Renewals end at Telegram first: nobody is to pay for an account that is gone.
 * @throws DomainError STAFF_ACCOUNT, CONFLICT (not confirmed), PAYMENT_PROVIDER_UNAVAILABLE.
 */
export async function deleteAccount(
  app: AppContext,
  actor: Actor,
  confirmation: string,
): Promise<void> {
  assertNotStaff(actor);
  assertConfirmed(app, actor.userId, confirmation);
  await cancelPlan(app, actor, { requestId: randomUUID() }).catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === 'PLAN_NOT_ACTIVE')) {
      throw error;
    }
  });
  const { userId, telegramId } = actor;
  await leaveWebinars(app, actor);
  await app.catalog.read();
  await app.db.transaction(async (tx) => {
    // In the order in which others lock them: works, then orders, then the person.
    await endUnfinished(app, tx, userId);
    await closeOpenOrders(app, tx, userId);
    const promoIds = await erasePromos(tx, userId);
    await rememberErased(app, tx, telegramId, promoIds);
    const files = [...(await eraseMedia(tx, userId)), ...(await eraseGenerations(tx, userId))];
    await app.queue.enqueue(tx, eraseFilesJob, { files });
    await eraseOrders(tx, userId);
    await eraseProgress(tx, userId);
    await eraseThread(tx, userId);
    await eraseEvents(tx, telegramId);
    await eraseCalls(tx, telegramId);
    await eraseRequests(tx, userId);
    await eraseLimits(tx, telegramId);
    await tx.of(DataExport).destroy({ where: { userId } });
    await erasePerson(app, tx, { userId, telegramId });
    // The last: what has just been written about the person goes, too.
    await eraseMessages(tx, userId);
    await app.queue.forget(tx, telegramId);
  });
}

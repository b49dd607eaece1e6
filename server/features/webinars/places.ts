/**
 * Webinars: places, the waiting list, and who moves up. All changes of one webinar are serialized by its
 * row's lock; then wallets are locked, several people's in the order of their ids, and only then is a
 * registration changed.
 */
import { fn } from 'sequelize';
import type { z } from 'zod';
import type { RegistrationState } from '../../../shared/closedSets.ts';
import type { webinarActionInput, webinarActionOutput } from '../../../shared/schemas/webinars.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import * as ledger from '../../ledger/index.ts';
import { notify } from '../notifications/service.ts';
import { seenBy, toWebinar } from './list.ts';
import { Webinar, WebinarRegistration } from './models.ts';
import { confirm, giveUp, paidFor } from './reward.ts';

/** How many move up in one transaction. */
const MAX_AT_ONCE = 100;

type Action = z.infer<typeof webinarActionInput>;
type ActionResult = z.infer<typeof webinarActionOutput>;

/**
 * Takes a place, or one on the waiting list when all are taken. Doing it again changes nothing.
 * @throws DomainError NOT_FOUND, WEBINAR_OVER (it has begun), IDEMPOTENCY_CONFLICT.
 */
export function register(app: AppContext, actor: Actor, action: Action): Promise<ActionResult> {
  return act(app, actor, action, 'webinars.register', async (tx, locked) => {
    await fillPlaces(app, tx, locked, [actor.userId]);
    const mine = await readMine(tx, actor, locked.id);
    if (mine && mine.state !== 'cancelled') {
      return 0;
    }
    // People who still wait go first: more places were made than are filled at once.
    const isFree = (await countFree(tx, locked)) > 0 && (await listNext(tx, locked)).length === 0;
    const state = isFree ? 'registered' : 'waiting';
    const registration = await registerAs(tx, actor, locked.id, mine, state);
    return state === 'registered' ? await confirm(app, tx, registration) : 0;
  });
}

/** Registering again after cancelling is a registration of its own, with the next number. */
function registerAs(
  tx: Tx,
  { userId, botName }: Actor,
  webinarId: string,
  before: WebinarRegistration | null,
  state: 'registered' | 'waiting',
): Promise<WebinarRegistration> {
  const registrations = tx.of(WebinarRegistration);
  const values = { state, botName, updatedAt: fn('clock_timestamp') };
  return before
    ? registrations.save(before, { ...values, nth: before.nth + 1 })
    : registrations.create({ ...values, userId, webinarId });
}

/**
 * Gives a place up; the person who has waited longest moves up. Doing it again changes nothing.
 * @throws DomainError NOT_FOUND, WEBINAR_OVER (it has begun), IDEMPOTENCY_CONFLICT.
 */
export function unregister(app: AppContext, actor: Actor, action: Action): Promise<ActionResult> {
  return act(app, actor, action, 'webinars.unregister', async (tx, locked) => {
    const before = await readMine(tx, actor, locked.id);
    if (!before || before.state === 'cancelled') {
      return 0;
    }
    const freed = before.state === 'registered' ? 1 : 0;
    const waiting = await listNext(tx, locked, freed);
    const nextOnes = waiting.filter(({ userId }) => userId !== actor.userId);
    await lockWallets(tx, [actor.userId, ...nextOnes.map(({ userId }) => userId)]);
    await setState(tx, before, 'cancelled');
    if (freed > 0) {
      // Read again under the lock of the wallets: the reward may have moved to this place meanwhile.
      await giveUp(app, tx, (await readMine(tx, actor, locked.id)) ?? before);
    }
    await moveUp(app, tx, locked, nextOnes);
    return 0;
  });
}

/** What both have in common: the request, the webinar's lock, the answer. */
async function act(
  app: AppContext,
  actor: Actor,
  { id, requestId }: Action,
  procedure: string,
  work: (tx: Tx, locked: Webinar) => Promise<number>,
): Promise<ActionResult> {
  const rewarded = await app.db.transaction(async (tx) => {
    if (!(await claimRequest(tx, actor.userId, requestId, procedure, { id }))) {
      const mine = procedure === 'webinars.register' ? await readMine(tx, actor, id) : null;
      return mine ? paidFor(tx, mine) : 0;
    }
    const locked = await lockWebinar(tx, id);
    if (!locked?.active) {
      throw new DomainError('NOT_FOUND');
    }
    if (locked.started) {
      throw new DomainError('WEBINAR_OVER', { at: locked.startsAt.toISOString() });
    }
    return work(tx, locked);
  });
  const webinar = await seenBy(app, actor.userId).findOne({ where: { id } });
  if (!webinar) {
    throw new DomainError('NOT_FOUND');
  }
  return { webinar: toWebinar(app, actor.userId, webinar), rewarded };
}

/** Registering, cancelling and moving up go one after the other at this row. */
export const lockWebinar = (tx: Tx, id: string) =>
  tx.of(Webinar).scope('withStarted').findByPk(id, { lock: FOR_NO_KEY_UPDATE });

/** Lets people move up where there are places, as after an admin has made room. @returns how many. */
export async function promoteWaiting(app: AppContext, tx: Tx, webinarId: string): Promise<number> {
  const locked = await lockWebinar(tx, webinarId);
  return locked?.active && !locked.started ? await fillPlaces(app, tx, locked, []) : 0;
}

async function fillPlaces(
  app: AppContext,
  tx: Tx,
  locked: Webinar,
  also: readonly number[],
): Promise<number> {
  const nextOnes = await listNext(tx, locked);
  await lockWallets(tx, [...also, ...nextOnes.map(({ userId }) => userId)]);
  await moveUp(app, tx, locked, nextOnes);
  return nextOnes.length;
}

const readMine = (tx: Tx, { userId }: Actor, webinarId: string) =>
  tx
    .of(WebinarRegistration)
    .scope({ method: ['of', userId, webinarId] })
    .findOne();

const setState = (tx: Tx, registration: WebinarRegistration, state: RegistrationState) =>
  tx.of(WebinarRegistration).save(registration, { state, updatedAt: fn('clock_timestamp') });

/** Places that nobody has. */
async function countFree(tx: Tx, { id, capacity }: Webinar): Promise<number> {
  if (capacity === null) {
    return Number.POSITIVE_INFINITY;
  }
  const registered = tx.of(WebinarRegistration).scope('registered');
  return capacity - (await registered.count({ where: { webinarId: id } }));
}

/** Those who have waited longest and for whom there is a place, now or when `freed` more are given up. */
async function listNext(tx: Tx, locked: Webinar, freed = 0): Promise<WebinarRegistration[]> {
  const limit = Math.min((await countFree(tx, locked)) + freed, MAX_AT_ONCE);
  if (limit <= 0) {
    return [];
  }
  const waiting = tx.of(WebinarRegistration).scope('waiting');
  return await waiting.findAll({
    where: { webinarId: locked.id },
    order: ['updatedAt', 'userId'],
    limit,
  });
}

async function lockWallets(tx: Tx, people: readonly number[]): Promise<void> {
  for (const userId of [...new Set(people)].sort((a, b) => a - b)) {
    await ledger.lockBalances(tx, userId);
  }
}

async function moveUp(
  app: AppContext,
  tx: Tx,
  { id, title, startsAt }: Webinar,
  nextOnes: readonly WebinarRegistration[],
): Promise<void> {
  for (const next of nextOnes) {
    await setState(tx, next, 'registered');
    await confirm(app, tx, next);
    await notify(app, tx, {
      userId: next.userId,
      botName: next.botName,
      key: `${id}:${next.userId}:${next.nth}`,
      message: {
        kind: 'webinar_place',
        webinarId: id,
        title,
        startsAt: startsAt.toISOString(),
      },
    });
  }
}

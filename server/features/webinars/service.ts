/**
 * Webinars: places, the waiting list, and who moves up. Everything about one webinar goes one after the
 * other at its row; then wallets are locked, several people's in the order of their ids, and only then
 * is a registration changed.
 */
import type { z } from 'zod';
import type {
  webinar,
  webinarActionInput,
  webinarActionOutput,
  webinarsListOutput,
} from '../../../shared/schemas/webinars.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import * as ledger from '../../ledger/index.ts';
import { notify } from '../notifications/service.ts';
import { linkToCalendar } from './calendar.ts';
import { confirm, giveUp, paidFor } from './reward.ts';
import * as statements from './statements.ts';

/** How many move up in one transaction. */
const MAX_AT_ONCE = 1000;

type Action = z.infer<typeof webinarActionInput>;
type ActionResult = z.infer<typeof webinarActionOutput>;

/** The webinars to come, with where the person stands. */
export async function listWebinars(
  app: AppContext,
  { userId }: Actor,
): Promise<z.infer<typeof webinarsListOutput>> {
  const rows = await app.db.query(statements.readWebinars, [userId, null]);
  return { items: rows.map((row) => toWebinar(app, userId, row)) };
}

function toWebinar(
  app: AppContext,
  userId: number,
  row: statements.WebinarRow,
): z.infer<typeof webinar> {
  const hasPlace = row.my_state === 'registered';
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    startsAt: row.starts_at.toISOString(),
    durationMinutes: row.duration_minutes,
    link: hasPlace ? row.link : null,
    calendarUrl: hasPlace ? linkToCalendar(app, { webinarId: row.id, userId }) : null,
    capacity: row.capacity,
    registered: row.registered,
    myState: row.my_state === null || row.my_state === 'cancelled' ? 'none' : row.my_state,
  };
}

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
    const state = (await countFree(tx, locked)) > 0 ? 'registered' : 'waiting';
    const values = [actor.userId, locked.id, state, actor.botName];
    const [registration] = await tx.query(statements.upsertRegistration, values);
    return registration?.state === 'registered' ? await confirm(app, tx, registration) : 0;
  });
}

/**
 * Gives a place up; whoever has waited longest moves up. Doing it again changes nothing.
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
    const nextOnes = waiting.filter(({ user_id }) => user_id !== actor.userId);
    await lockWallets(tx, [actor.userId, ...nextOnes.map(({ user_id }) => user_id)]);
    await tx.query(statements.setState, [actor.userId, locked.id, 'cancelled']);
    if (freed > 0) {
      // Read again under the lock of the wallets: the reward may have come over meanwhile.
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
  work: (tx: Tx, locked: statements.LockedWebinar) => Promise<number>,
): Promise<ActionResult> {
  const rewarded = await app.db.transaction(async (tx) => {
    if (!(await claimRequest(tx, actor.userId, requestId, procedure, { id }))) {
      const mine = procedure === 'webinars.register' ? await readMine(tx, actor, id) : undefined;
      return mine ? paidFor(tx, mine) : 0;
    }
    const [locked] = await tx.query(statements.lockWebinar, [id]);
    if (!locked?.active) {
      throw new DomainError('NOT_FOUND');
    }
    if (locked.started) {
      throw new DomainError('WEBINAR_OVER', { at: locked.starts_at.toISOString() });
    }
    return work(tx, locked);
  });
  const [row] = await app.db.query(statements.readWebinars, [actor.userId, id]);
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return { webinar: toWebinar(app, actor.userId, row), rewarded };
}

/** Lets people move up where there are places, as after an admin has made room. */
export async function promoteWaiting(app: AppContext, tx: Tx, webinarId: string): Promise<void> {
  const [locked] = await tx.query(statements.lockWebinar, [webinarId]);
  if (locked?.active && !locked.started) {
    await fillPlaces(app, tx, locked, []);
  }
}

async function fillPlaces(
  app: AppContext,
  tx: Tx,
  locked: statements.LockedWebinar,
  also: readonly number[],
): Promise<void> {
  const nextOnes = await listNext(tx, locked);
  await lockWallets(tx, [...also, ...nextOnes.map(({ user_id }) => user_id)]);
  await moveUp(app, tx, locked, nextOnes);
}

async function readMine(tx: Tx, { userId }: Actor, webinarId: string) {
  const [mine] = await tx.query(statements.readRegistration, [userId, webinarId]);
  return mine;
}

/** Places that nobody has. */
async function countFree(tx: Tx, { id, capacity }: statements.LockedWebinar): Promise<number> {
  const [places] = await tx.query(statements.countRegistered, [id]);
  return capacity === null ? Number.POSITIVE_INFINITY : capacity - (places?.registered ?? 0);
}

/** Those waiting for whom there is a place, now or when `freed` more are given up. */
async function listNext(tx: Tx, locked: statements.LockedWebinar, freed = 0) {
  const free = Math.min((await countFree(tx, locked)) + freed, MAX_AT_ONCE);
  return free > 0 ? await tx.query(statements.listWaiting, [locked.id, free]) : [];
}

async function lockWallets(tx: Tx, people: readonly number[]): Promise<void> {
  for (const userId of [...new Set(people)].sort((a, b) => a - b)) {
    await ledger.lockBalances(tx, userId);
  }
}

async function moveUp(
  app: AppContext,
  tx: Tx,
  { id, title, starts_at }: statements.LockedWebinar,
  nextOnes: readonly statements.RegistrationRow[],
): Promise<void> {
  for (const next of nextOnes) {
    await tx.query(statements.setState, [next.user_id, id, 'registered']);
    await confirm(app, tx, { ...next, state: 'registered' });
    await notify(app, tx, {
      userId: next.user_id,
      botName: next.bot_name,
      key: `${id}:${next.user_id}:${next.nth}`,
      message: {
        kind: 'webinar_place',
        webinarId: id,
        title,
        startsAt: starts_at.toISOString(),
      },
    });
  }
}

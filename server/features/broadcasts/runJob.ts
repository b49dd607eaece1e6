/**
 * Running broadcasts: those whose time has come are started, and their messages are written to the outbox a
 * window at a time. A window's end is stored in the transaction that writes it, so a crash in between leaves
 * nobody out and writes to nobody twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { NOW } from '../../db/values.ts';
import { defineJob, type JobRun } from '../../jobs/job.ts';
import * as notifications from '../notifications/service.ts';
import { listAudience } from '../users/lookup.ts';
import { beginSending, finishIfSettled, stopIfRefused } from './lifecycle.ts';
import { Broadcast } from './models.ts';

/** Messages of one broadcast that wait in the outbox; taking one sorts all that are due. */
const MAX_WAITING = 500;
/** The outbox is refilled when this fraction of a window has been sent, if not sooner. */
const PARTS_OF_WINDOW = 4;
const MAX_PAUSE_MS = 1000;
/** After this long the rest is left to the next run. */
const MAX_RUN_MS = 45_000;
/** The whole table of people is searched for an audience. */
const MAX_TRANSACTION_MS = 30_000;

export const runBroadcastsJob = defineJob({
  name: 'broadcasts.run',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 2, retryDelay: 5, expireInSeconds: 120, waitsOnce: true },
  async handle(app, _payload, run) {
    const isIdle = await runBroadcasts(app, run);
    // Another process continues when this one stops.
    run.signal.throwIfAborted();
    if (!isIdle) {
      await app.db.transaction((tx) => requestRun(app, tx));
    }
  },
});

/** Has broadcasts processed soon after the commit. */
export async function requestRun(app: AppContext, tx: Tx): Promise<void> {
  await app.queue.enqueue(tx, runBroadcastsJob, {});
}

/**
 * Processes all broadcasts for a while.
 * @returns true when nothing is left to do.
 */
async function runBroadcasts(
  app: AppContext,
  { signal }: Pick<JobRun, 'signal'>,
): Promise<boolean> {
  const until = performance.now() + MAX_RUN_MS;
  while (!signal.aborted && performance.now() < until) {
    const ids = await listActive(app);
    if (ids.length === 0) {
      return true;
    }
    for (const id of ids) {
      await app.db.transaction((tx) => moveOn(app, tx, id), { maxMs: MAX_TRANSACTION_MS });
    }
    const windowMs = app.delivery.messageEveryMs * MAX_WAITING;
    const pauseMs = Math.min(windowMs / PARTS_OF_WINDOW, MAX_PAUSE_MS);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

/** Those that are being sent, those that are due, and cancelled ones whose counts are not stored yet. */
async function listActive({ db }: AppContext): Promise<string[]> {
  const isDue = { state: 'scheduled', scheduledAt: { [Op.lte]: NOW } } as const;
  const isUncounted = { state: 'cancelled', totals: null } as const;
  const where = { [Op.or]: [{ state: 'running' as const }, isDue, isUncounted] };
  const rows = await db.of(Broadcast).findAll({ attributes: ['id'], where, order: ['id'] });
  return rows.map(({ id }) => id);
}

/** One step of a broadcast; nothing when it has been paused or ended meanwhile. */
async function moveOn(app: AppContext, tx: Tx, id: string): Promise<void> {
  const broadcast = await tx.of(Broadcast).findByPk(id, { lock: FOR_NO_KEY_UPDATE });
  if (broadcast?.state === 'scheduled' && Number(broadcast.scheduledAt) <= Number(app.now())) {
    await beginSending(tx, broadcast);
  }
  if (broadcast?.state !== 'running' && broadcast?.state !== 'cancelled') {
    return;
  }
  await notifications.settleAbandoned(app, tx, id);
  if (broadcast.state === 'cancelled') {
    await finishIfSettled(tx, broadcast);
    return;
  }
  if (await stopIfRefused(tx, broadcast)) {
    return;
  }
  // A message that was claimed before a pause and could not be sent was put aside after it.
  await notifications.releaseMessages(app, tx, id);
  if (broadcast.filled) {
    await finishIfSettled(tx, broadcast);
  } else {
    await fill(app, tx, broadcast);
  }
}

async function fill(app: AppContext, tx: Tx, broadcast: Broadcast): Promise<void> {
  const { id, audience, lastUserId, startedAt } = broadcast;
  const room = MAX_WAITING - (await notifications.countWaiting(tx, id));
  if (room <= 0 || !startedAt) {
    return;
  }
  const window = { afterId: lastUserId, createdBefore: startedAt, limit: room };
  const people = await listAudience(tx, audience, window);
  const recipients = people.map(({ id: userId, firstBot }) => ({
    userId,
    botName: audience.bot ?? (app.bots.find(firstBot) ?? app.bots.first).name,
  }));
  if (recipients.length > 0) {
    await notifications.addMessages(app, tx, id, recipients);
  }
  await tx.of(Broadcast).save(broadcast, {
    lastUserId: people.at(-1)?.id ?? lastUserId,
    filled: people.length < room,
  });
}

/** A copy of all data of a person: one JSON file, made by a job, downloaded by a signed link. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { fn, Op } from 'sequelize';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { DataExport as Shown } from '../../../shared/schemas/account.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { defineJob } from '../../jobs/job.ts';
import { makeExportLink } from '../exports/service.ts';
import { notify } from '../notifications/service.ts';
import { collectData } from './collect.ts';
import { DataExport } from './models.ts';

export const DATA_FILE = 'my-data.json';
const LIVES_MS = 24 * 3_600_000;

/** The link's signed content. */
export const dataDetail = z.object({ userId: z.int(), exportId: z.uuid() });

const latestOf = (userId: number) => ({ where: { userId }, order: [['id', 'DESC']] as never });

/** The person's latest copy that has not expired or is being made. */
export async function readExport(app: AppContext, userId: number): Promise<Shown | null> {
  const latest = await app.db.of(DataExport).findOne(latestOf(userId));
  if (!latest || (latest.expiresAt !== null && latest.expiresAt <= app.now())) {
    return null;
  }
  return {
    state: latest.readyAt ? 'ready' : 'waiting',
    createdAt: latest.createdAt.toISOString(),
    expiresAt: latest.expiresAt?.toISOString() ?? null,
    url: latest.readyAt ? linkTo(app, userId, latest.id, latest.expiresAt) : null,
    fileName: DATA_FILE,
  };
}

function linkTo(app: AppContext, userId: number, exportId: string, expiresAt: Date | null): string {
  const livesForS = Math.max(0, ((expiresAt ?? app.now()).getTime() - app.now().getTime()) / 1000);
  return makeExportLink(app, DATA_FILE, { userId, exportId }, Math.floor(livesForS));
}

/** The address of a copy that the bot has to send; null when it has expired. */
export async function addressOf(
  app: AppContext,
  userId: number,
  exportId: string,
): Promise<string | null> {
  const found = await app.db.of(DataExport).findOne({ where: { userId, id: exportId } });
  const isKept = found?.expiresAt != null && found.expiresAt > app.now();
  return isKept ? linkTo(app, userId, exportId, found.expiresAt) : null;
}

/** Has a copy made; not again while one is being made or was made today. */
export async function requestExport(
  app: AppContext,
  actor: Actor,
  requestId: string,
): Promise<{ export: Shown | null }> {
  const { userId } = actor;
  await app.db.transaction(async (tx) => {
    if (await claimRequest(tx, userId, requestId, 'account.exportData', {})) {
      await orderExport(app, tx, actor);
    }
  });
  return { export: await readExport(app, userId) };
}

/**
 * Has a copy made, which the bot sends to the person.
 * @returns false when one is being made, or was made within the last hour.
 */
export async function orderExport(
  app: AppContext,
  tx: Tx,
  { userId, botName }: Pick<Actor, 'userId' | 'botName'>,
): Promise<boolean> {
  const since = new Date(app.now().getTime() - 3_600_000);
  const recent = { userId, createdAt: { [Op.gt]: since } };
  if ((await tx.of(DataExport).count({ where: recent })) > 0) {
    return false;
  }
  const id = newId();
  await tx.of(DataExport).create({ userId, id, botName });
  await app.queue.enqueue(tx, exportJob, { userId, exportId: id });
  return true;
}

export const exportJob = defineJob({
  name: 'account.export',
  payload: dataDetail,
  policy: {
    retryLimit: 5,
    retryDelay: 10,
    retryDelayMax: 600,
    expireInSeconds: 300,
    concurrency: 1,
  },
  async handle(app, { userId, exportId }) {
    const content = await promisify(gzip)(JSON.stringify(await collectData(app, userId), null, 2));
    await app.db.transaction(async (tx) => {
      const expiresAt = new Date(app.now().getTime() + LIVES_MS);
      const made = await tx
        .of(DataExport)
        .updateReturning(
          { content, readyAt: fn('now'), expiresAt },
          { where: { userId, id: exportId, readyAt: null } },
        );
      for (const { botName } of made) {
        const message = { kind: 'data_ready', exportId } as const;
        await notify(app, tx, { userId, botName, key: exportId, message });
        app.live.publish(tx, userId, { type: 'export' });
      }
    });
  },
});

/** The text of a copy; null when it has expired or was never made. */
export async function openExport(
  app: AppContext,
  { userId, exportId }: z.infer<typeof dataDetail>,
): Promise<Buffer | null> {
  const found = await app.db.of(DataExport).findOne({ where: { userId, id: exportId } });
  return found?.content ? await promisify(gunzip)(found.content) : null;
}

/** Every hour: deletes copies that are older than a day. */
export const purgeExportsJob = defineJob({
  name: 'account.forgetExports',
  payload: z.object({}),
  cron: '23 * * * *',
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
  async handle(app) {
    const over = { createdAt: { [Op.lt]: new Date(app.now().getTime() - 2 * LIVES_MS) } };
    await app.db.transaction((tx) => tx.of(DataExport).destroy({ where: over }));
  },
});

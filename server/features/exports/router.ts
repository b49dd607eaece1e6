/** Files that people download by a signed link. */
import { once } from 'node:events';
import { type Request, type Response, Router } from 'express';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { answerFilePage } from '../../http/filePages.ts';
import { otherLimits } from '../../limits/callLimits.ts';
import { DATA_FILE, dataDetail, openExport } from '../account/service.ts';
import { listDetail, listFiles, mayReadLists, writeList } from '../admin/service.ts';
import { ARCHIVE_FILE, archiveDetail, openArchive } from '../gallery/service.ts';
import { isActiveUser } from '../users/lookup.ts';
import { exportDetail, HISTORY_FILE, writeHistory } from '../wallet/lookup.ts';
import { CALENDAR_FILE, calendarDetail, readCalendar } from '../webinars/lookup.ts';
import { EXPORT_PATH, openExportLink } from './links.ts';

export function createExportRouter(app: AppContext): Router {
  const router = Router();
  router.get(`${EXPORT_PATH}/${HISTORY_FILE}`, async (request, response) => {
    const detail = exportDetail.safeParse(openExportLink(app, HISTORY_FILE, request.query));
    if (!detail.success || !(await isActiveUser(app.db, detail.data.userId))) {
      refuse(request, response);
      return;
    }
    const { userId } = detail.data;
    const isAsked = await isOnlyAsked(app, request, userId);
    offer(response, HISTORY_FILE, 'text/csv; charset=utf-8');
    if (isAsked) {
      response.end();
      return;
    }
    const parts = writeHistory(app, detail.data);
    await sendParts(response, parts, () => isActiveUser(app.db, userId));
  });
  for (const file of listFiles) {
    router.get(`${EXPORT_PATH}/${file}`, async (request, response) => {
      const detail = listDetail.safeParse(openExportLink(app, file, request.query));
      if (!detail.success || !(await mayReadLists(app, detail.data.userId))) {
        refuse(request, response);
        return;
      }
      const { userId } = detail.data;
      const isAsked = await isOnlyAsked(app, request, userId);
      offer(response, file, 'text/csv; charset=utf-8');
      if (isAsked) {
        response.end();
        return;
      }
      await sendParts(response, writeList(app, detail.data), () => mayReadLists(app, userId));
    });
  }
  router.get(`${EXPORT_PATH}/${DATA_FILE}`, async (request, response) => {
    const detail = dataDetail.safeParse(openExportLink(app, DATA_FILE, request.query));
    const content = detail.success ? await openExport(app, detail.data) : null;
    if (!detail.success || content === null) {
      refuse(request, response);
      return;
    }
    await isOnlyAsked(app, request, detail.data.userId);
    offer(response, DATA_FILE, 'application/json; charset=utf-8');
    response.send(content);
  });
  router.get(`${EXPORT_PATH}/${CALENDAR_FILE}`, async (request, response) => {
    const detail = calendarDetail.safeParse(openExportLink(app, CALENDAR_FILE, request.query));
    const mayRead = detail.success && (await isActiveUser(app.db, detail.data.userId));
    const text = mayRead ? await readCalendar(app, detail.data) : null;
    if (text === null) {
      refuse(request, response);
      return;
    }
    offer(response, CALENDAR_FILE, 'text/calendar; charset=utf-8');
    response.send(text);
  });
  router.get(`${EXPORT_PATH}/${ARCHIVE_FILE}`, async (request, response) => {
    const detail = archiveDetail.safeParse(openExportLink(app, ARCHIVE_FILE, request.query));
    if (!detail.success || !(await isActiveUser(app.db, detail.data.userId))) {
      refuse(request, response);
      return;
    }
    const isAsked = await isOnlyAsked(app, request, detail.data.userId);
    const archive = await openArchive(app, detail.data);
    offer(response, ARCHIVE_FILE, 'application/zip');
    response.set('Content-Length', String(archive.bytes));
    if (isAsked) {
      response.end();
      return;
    }
    await archive.send(response);
  });
  return router;
}

/**
 * Counts a download. HEAD generates nothing and is not one: apps ask by it whether a file would be given.
 * @throws DomainError RATE_LIMITED
 */
async function isOnlyAsked(app: AppContext, request: Request, userId: number): Promise<boolean> {
  const isAsked = request.method === 'HEAD';
  const limit = otherLimits['export.download'];
  if (isAsked) {
    await app.limits.count(userId, 'export.asked', otherLimits['export.asked']);
    await app.limits.assertLeft(userId, 'export.download', limit);
  } else {
    await app.limits.count(userId, 'export.download', limit);
  }
  return isAsked;
}

/** Aborts when the person may not have it any more: their account is paused, or their role was removed. */
async function sendParts(
  response: Response,
  parts: AsyncIterable<string>,
  isAllowed: () => Promise<boolean>,
): Promise<void> {
  for await (const part of parts) {
    if (response.closed) {
      return;
    }
    if (!(await isAllowed())) {
      response.destroy();
      return;
    }
    if (!response.write(part)) {
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  }
  response.end();
}

/** Telegram's own downloads come from its web client. */
function offer(response: Response, fileName: string, type: string): void {
  response.set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'private, no-store',
    'Access-Control-Allow-Origin': 'https://web.telegram.org',
  });
}

function refuse(request: Request, response: Response): void {
  response.status(403).set('Cache-Control', 'no-store');
  if (!answerFilePage(request, response, new DomainError('FORBIDDEN'))) {
    response.type('text').send('This link is over.\n');
  }
}

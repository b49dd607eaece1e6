/** Files that people download by a signed link. */
import { once } from 'node:events';
import { type Response, Router } from 'express';
import type { AppContext } from '../../app/context.ts';
import { exportDetail, HISTORY_FILE, writeHistory } from '../wallet/exportHistory.ts';
import { CALENDAR_FILE, calendarDetail, readCalendar } from '../webinars/calendar.ts';
import { EXPORT_PATH, openExportLink } from './links.ts';

export function createExportRouter(app: AppContext): Router {
  const router = Router();
  router.get(`${EXPORT_PATH}/${HISTORY_FILE}`, async (request, response) => {
    const detail = exportDetail.safeParse(openExportLink(app, HISTORY_FILE, request.query));
    if (!detail.success) {
      refuse(response);
      return;
    }
    offer(response, HISTORY_FILE, 'text/csv; charset=utf-8');
    for await (const text of writeHistory(app, detail.data)) {
      if (response.closed) {
        return;
      }
      if (!response.write(text)) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    }
    response.end();
  });
  router.get(`${EXPORT_PATH}/${CALENDAR_FILE}`, async (request, response) => {
    const detail = calendarDetail.safeParse(openExportLink(app, CALENDAR_FILE, request.query));
    const text = detail.success ? await readCalendar(app, detail.data) : null;
    if (text === null) {
      refuse(response);
      return;
    }
    offer(response, CALENDAR_FILE, 'text/calendar; charset=utf-8');
    response.send(text);
  });
  return router;
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

function refuse(response: Response): void {
  response.status(403).set('Cache-Control', 'no-store').type('text').send('This link is over.\n');
}

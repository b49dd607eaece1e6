/**
 * Reports to the owner: once a minute, news becomes one message of the outbox for each kind. The position is
 * stored in the transaction that writes the messages, so nothing is reported twice.
 */
import { z } from 'zod';
import { type ReportKind, reportKinds } from '../../../shared/closedSets.ts';
import type { Language } from '../../../shared/language.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { listRaised } from '../alerts/service.ts';
import { lockSetting, writeSetting } from '../catalog/service.ts';
import { DAY_MS, dayOf, plusDays, readActive, readCountedAt, readSums } from '../figures/lookup.ts';
import { reportChat } from '../notifications/lookup.ts';
import { writeReport } from '../notifications/service.ts';
import { listMoneyMoved } from '../payments/lookup.ts';
import { listNewThreads } from '../support/lookup.ts';
import { findPeople } from '../users/lookup.ts';
import { alertsText, dailyText, paymentsText, threadsText } from './texts.ts';

/** The setting that stores the position. */
const STATE = 'reports_told';
const state = z.object({ upTo: z.coerce.date(), day: z.iso.date() });

/** Longer than any transaction takes: what began before this is either committed or never will be. */
const SETTLED_AFTER_MS = 20_000;
/** After a long pause older news is left out. */
const MAX_BEHIND_MS = DAY_MS;
/** Yesterday is reported when it is over in all time zones that matter, and has been counted. */
const DAILY_AT_HOUR = 5;
/** Lines of one message; the rest is given as a number. */
const MAX_LINES = 20;

export const reportsJob = defineJob({
  name: 'reports.collect',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 60 },
  handle: async (app) => collectReports(app),
});

/** Writes the reports about what is new. */
export async function collectReports(app: AppContext): Promise<void> {
  if ((await reportChat(app)) === null) {
    return;
  }
  const { settings } = await app.catalog.read();
  const language = settings.reports_language ?? 'ru';
  const isOn = (kind: ReportKind) => settings[`report_${kind}`] ?? true;
  const now = app.now();
  const daily = await readDaily(app, now, language);
  await app.db.transaction(async (tx) => {
    const last = lastReportOf(await lockSetting(tx, STATE), now);
    const dueDaily = daily !== null && daily.day > last.day ? daily : null;
    const textOf: Record<ReportKind, () => Promise<string | null>> = {
      payments: () => payments(tx, last.span, language),
      alerts: () => alerts(tx, last.span, language),
      support: () => threads(tx, last.span, language),
      daily: async () => dueDaily?.text ?? null,
    };
    for (const kind of reportKinds) {
      const text = isOn(kind) ? await textOf[kind]() : null;
      if (text !== null) {
        await writeReport(app, tx, { key: `${kind}:${last.span.to.toISOString()}`, text });
      }
    }
    await writeSetting(tx, STATE, { upTo: last.span.to, day: dueDaily?.day ?? last.day });
  });
}

/** What is to be reported now, and the last reported day. At first: what is new from now on. */
function lastReportOf(stored: unknown, now: Date): { span: Window; day: string } {
  const known = state.safeParse(stored).data;
  const settled = now.getTime() - SETTLED_AFTER_MS;
  const last = known?.upTo.getTime() ?? settled;
  const from = Math.max(last, settled - MAX_BEHIND_MS);
  const to = Math.max(from, settled);
  return {
    span: { from: new Date(from), to: new Date(to), limit: MAX_LINES },
    day: known?.day ?? plusDays(dayOf(now), -1),
  };
}

interface Window {
  from: Date;
  to: Date;
  limit: number;
}

async function payments(tx: Tx, span: Window, language: Language): Promise<string | null> {
  const moved = await listMoneyMoved(tx, span);
  const people = await findPeople(tx, [...new Set(moved.items.map(({ userId }) => userId))]);
  return paymentsText(moved, people, language);
}

async function alerts(tx: Tx, span: Window, language: Language): Promise<string | null> {
  return alertsText(await listRaised(tx, span), language);
}

async function threads(tx: Tx, span: Window, language: Language): Promise<string | null> {
  const opened = await listNewThreads(tx, span);
  return threadsText(opened, await findPeople(tx, opened.items), language);
}

/** Yesterday's figures; null while they can't be reported. */
async function readDaily(app: AppContext, now: Date, language: Language) {
  const day = plusDays(dayOf(now), -1);
  const counted = now.getUTCHours() < DAILY_AT_HOUR ? null : await readCountedAt(app, day);
  if (!counted || dayOf(counted) <= day) {
    return null;
  }
  const [sums, active] = await Promise.all([
    readSums(app, { from: day, to: day, until: null }),
    readActive(app, day, 1),
  ]);
  return { day, text: dailyText(day, sums, active, language) };
}

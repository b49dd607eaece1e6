/** The nightly audit: each violation is raised as an alert, which is closed when the violation is gone. */
import { z } from 'zod';
import { Database } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { setAlerts } from '../alerts/service.ts';
import { readSetting } from '../catalog/lookup.ts';
import { writeSetting } from '../catalog/service.ts';
import { listViolations } from './violations.ts';

/** Reading the whole ledger may take long; nothing waits for it. */
const MAX_AUDIT_S = 3600;
/** More alerts than this would be of no use. */
const MAX_ALERTS = 1000;

/** The setting that holds the last result. */
const RESULT = 'last_audit';

const auditResult = z.object({ at: z.iso.datetime(), violations: z.int().min(0) });
type AuditResult = z.infer<typeof auditResult>;

/** The last audit's result, and its time. */
export async function readAudit(
  db: Database,
): Promise<{ violations: number; auditedAt: string | null }> {
  const { data } = auditResult.safeParse(await readSetting(db, RESULT));
  return { violations: data?.violations ?? 0, auditedAt: data?.at ?? null };
}

export const auditJob = defineJob({
  name: 'audit.check',
  payload: z.object({}),
  policy: {
    retryLimit: 1,
    retryDelay: 600,
    expireInSeconds: MAX_AUDIT_S,
    heartbeatSeconds: 60,
  },
  cron: '40 1 * * *',
  async handle(app) {
    const longReading = new Database({
      url: app.db.directUrl,
      poolSize: 1,
      statementTimeoutMs: MAX_AUDIT_S * 1000,
    });
    const violations = await listViolations(longReading).finally(() => longReading.close());
    const shown = violations
      .slice(0, MAX_ALERTS)
      .map(({ invariant, subject, detail }) => [`${invariant}: ${subject}`, { detail }] as const);
    await app.db.transaction(async (tx) => {
      await setAlerts(tx, 'violation', new Map(shown));
      const result: AuditResult = { at: app.now().toISOString(), violations: violations.length };
      await writeSetting(tx, RESULT, result);
    });
    if (violations.length > 0) {
      app.log.error(
        { violations: violations.length, first: violations[0] },
        'the ledger violates its invariants',
      );
    }
  },
});

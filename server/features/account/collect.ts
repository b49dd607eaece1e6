/**
 * All data of a person: the rows of every table that has a `userId`, so that no new table is forgotten.
 * Numbers are as they are stored: hundredths of a coin, kopecks.
 */
import type { ModelStatic } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import type { AnyModel } from '../../db/table.ts';
import { findPerson } from '../users/lookup.ts';

/** Tables that say nothing about the person, or hold the copies themselves. */
const TABLES_LEFT_OUT = new Set([
  'data_exports',
  'requests',
  'app_presence',
  'media_counts',
  'person_figures',
]);

/** Internals, and secrets that would let others act in the person's or the team's name. */
const FIELDS_LEFT_OUT = new Set([
  'userId',
  'adminUserId',
  'authorUserId',
  'requestHash',
  'checkoutRequest',
  'refundRequest',
  'leaseToken',
  'leaseUntil',
  'providerRequestId',
  'failureDetail',
  'thumbhash',
  'payUrl',
  'groupMessageId',
  'topicId',
  'adminByConfig',
  'lastError',
]);

function written(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !FIELDS_LEFT_OUT.has(field)));
}

export async function collectData(app: AppContext, userId: number): Promise<object> {
  const tables: Record<string, unknown[]> = {};
  for (const [declared, bound] of app.db.models) {
    const name = String(bound.getTableName());
    if ('userId' in bound.getAttributes() && !TABLES_LEFT_OUT.has(name)) {
      const rows = await app.db
        .of(declared as unknown as ModelStatic<AnyModel>)
        .findAll({ where: { userId } as never, raw: true });
      tables[name] = rows.map(written);
    }
  }
  const person = await findPerson(app.db, userId);
  return {
    madeAt: app.now().toISOString(),
    units: 'coins are hundredths of a coin, roubles are kopecks, times are UTC',
    person: person && written(person.toJSON()),
    ...tables,
  };
}

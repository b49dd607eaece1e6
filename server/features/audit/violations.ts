import type { Database } from '../../db/database.ts';
import { sql } from '../../db/statement.ts';

export interface Violation {
  invariant: string;
  subject: string;
  detail: string;
}

const findViolations = sql<Violation>('select invariant, subject, detail from audit.violations()');

/** Every broken invariant of the money and of the work; empty when all is well. */
export async function listViolations(db: Database): Promise<Violation[]> {
  return await db.query(findViolations);
}

import type { Database } from '../../db/database.ts';
import { findViolations, type Violation } from './auditStatements.ts';

export type { Violation } from './auditStatements.ts';

/** Every violated invariant of money and generations; empty when all hold. */
export async function listViolations(db: Database): Promise<Violation[]> {
  return await db.query(findViolations);
}

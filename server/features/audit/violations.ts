import type { Database } from '../../db/database.ts';
import { findViolations, type Violation } from './auditStatements.ts';

export type { Violation } from './auditStatements.ts';

/** Every broken invariant of the money and of the work; empty when all is well. */
export async function listViolations(db: Database): Promise<Violation[]> {
  return await db.query(findViolations);
}

import { sql } from '../../db/statement.ts';

export interface Violation {
  invariant: string;
  subject: string;
  detail: string;
}

// Raw SQL: a function of the database; its invariants are migrations.
export const findViolations = sql<Violation>(
  'select invariant, subject, detail from audit.violations()',
);

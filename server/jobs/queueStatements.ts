import { sql } from '../db/statement.ts';

/** Raw SQL: the table is the library's, which has no call for this. */
export const deleteJobsOfPerson = sql('delete from pgboss.job where data @> $1::jsonb');

/** A statement of the job library, for the transaction that causes the job. */
export function statementOfLibrary(text: string) {
  // Raw SQL: the library's own.
  return sql<unknown>(text);
}

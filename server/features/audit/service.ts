/** The last result of checking the ledger's invariants. */
export { readAudit } from './check.ts';

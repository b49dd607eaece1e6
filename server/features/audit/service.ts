/** The ledger's invariants as they were last found. */
export { readAudit } from './check.ts';

/** Which failures of a whole transaction are retried, and after how long. */
import { databaseFailure } from './failures.ts';

interface Policy {
  /** The first pause in milliseconds; doubles with each attempt, with jitter. */
  pauseMs: number;
}

const bySqlState: Record<string, Policy> = {
  // serialization_failure: another transaction was faster.
  '40001': { pauseMs: 5 },
  // deadlock_detected: this transaction was chosen as the victim.
  '40P01': { pauseMs: 10 },
  // lock_not_available: NOWAIT or lock_timeout; the lock may be released soon.
  '55P03': { pauseMs: 50 },
};

/**
 * Unique keys that two honest requests can race for. The loser runs again and then sees the winner's
 * row, so that it answers as a replay.
 */
const racedConstraints = new Set([
  'ledger_entries_idempotency_key',
  'users_telegram_id_key',
  'generations_request_key',
  'payments_request_key',
  // Rows of a person that are created on first use, by the person and by an import.
  'bot_sessions_pkey',
  'imported_totals_pkey',
  'user_counters_pkey',
  'wallets_pkey',
]);

/** Milliseconds to wait before running the transaction again; null = give up. */
export function retryPolicy(error: unknown, attempt: number): number | null {
  const { code, constraint } = databaseFailure(error);
  if (code === '23505' && constraint && racedConstraints.has(constraint)) {
    return 0;
  }
  const policy = code ? bySqlState[code] : undefined;
  return policy ? policy.pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()) : null;
}

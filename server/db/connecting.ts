/** How a pool connects and begins a transaction: directly to the server, or through a transaction pooler. */
import { PipelinedClient } from './pipelinedClient.ts';
import { PooledClient } from './pooledClient.ts';

/** The limits after which PostgreSQL itself cancels, milliseconds. */
export interface ServerLimits {
  statementTimeoutMs: number;
  lockTimeoutMs: number;
}

const CONNECT_TIMEOUT_MS = 5000;
const MAX_IDLE_IN_TRANSACTION_MS = 20_000;
/** The server's own timeout answers first; the client's is for a server that no longer answers. */
const SILENCE_MARGIN_MS = 5000;
/** Outside a transaction the pooler's connection has the limits of its role, which are wider. */
const POOLED_MARGIN_MS = 500;

/**
 * Of a connection to the server itself, the limits are settings. A transaction pooler passes no settings on,
 * so there each transaction begins with its limits, in the packet of its BEGIN.
 */
export function connecting(isPooled: boolean, limits: ServerLimits) {
  const { statementTimeoutMs, lockTimeoutMs } = limits;
  const common = { application_name: 'ai-coins', connectionTimeoutMillis: CONNECT_TIMEOUT_MS };
  const settings = {
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: MAX_IDLE_IN_TRANSACTION_MS,
  };
  if (!isPooled) {
    return {
      Client: PipelinedClient,
      begin: 'BEGIN',
      dialectOptions: {
        ...common,
        ...settings,
        query_timeout: statementTimeoutMs + SILENCE_MARGIN_MS,
      },
    };
  }
  const local = Object.entries(settings).map(([name, ms]) => `SET LOCAL ${name} = ${ms}`);
  return {
    Client: PooledClient,
    begin: ['BEGIN', ...local].join('; '),
    dialectOptions: {
      ...common,
      query_timeout: statementTimeoutMs + POOLED_MARGIN_MS,
      // The library would set it for the session.
      clientMinMessages: 'ignore',
    },
  };
}

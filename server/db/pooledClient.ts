import type pg from 'pg';
import { PipelinedClient } from './pipelinedClient.ts';

function withoutName(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'name' in query
    ? { ...query, name: undefined }
    : query;
}

/**
 * A connection through a pooler that lends a server process for one transaction. The next transaction may get
 * another process, so no session state may be left in one: statements are sent unnamed.
 */
export class PooledClient extends PipelinedClient {
  constructor(config: pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    const sendUnnamed = (query: unknown, ...rest: unknown[]) => send(withoutName(query), ...rest);
    this.query = sendUnnamed as typeof this.query;
  }
}

/** Spans of statements: the verb and the first table, and nothing of their text. */
import type pg from 'pg';
import type { PipelinedClient } from '../db/pipelinedClient.ts';
import type { Tracing } from './tracing.ts';

const VERB = /^[\s(]*([a-z]+)/i;
const TABLE = /\b(?:from|into|update|join)\s+"?([a-z_]{2,63})"?/i;

/** @param query what `pg` is given: a text, or an object with one. */
export function describeStatement(query: unknown): { verb: string; table: string | undefined } {
  const text = typeof query === 'string' ? query : (query as { text?: unknown } | null)?.text;
  const found = typeof text === 'string' ? text : '';
  const verb = VERB.exec(found)?.[1]?.toUpperCase() ?? 'SQL';
  return { verb, table: TABLE.exec(found)?.[1]?.toLowerCase() };
}

/** The same connection with a span around each statement. */
export function tracedClient(Base: typeof PipelinedClient, tracing: Tracing) {
  return class TracedClient extends Base {
    constructor(config: pg.ClientConfig) {
      super(config);
      const send = this.query.bind(this) as (...given: unknown[]) => unknown;
      const sendTraced = (...given: unknown[]) => {
        if (!tracing.isInside()) {
          return send(...given);
        }
        const { verb, table } = describeStatement(given[0]);
        const span = tracing.start(table ? `${verb} ${table}` : verb, 'client', {
          'db.system.name': 'postgresql',
          'db.operation.name': verb,
          ...(table ? { 'db.collection.name': table } : {}),
        });
        const last = given.at(-1);
        if (typeof last === 'function') {
          const answer = (error: unknown, result: unknown) => {
            span.end(error ?? undefined);
            last(error, result);
          };
          return send(...given.slice(0, -1), answer);
        }
        const answered = send(...given) as Promise<unknown>;
        answered.then(
          () => span.end(),
          (error: unknown) => span.end(error),
        );
        return answered;
      };
      this.query = sendTraced as typeof this.query;
    }
  };
}

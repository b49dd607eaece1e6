import { createHash } from 'node:crypto';

declare const rowType: unique symbol;

/** A named SQL text: PostgreSQL parses and plans it once per connection. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  readonly [rowType]?: Row;
}

/**
 * Declares a prepared statement whose rows have the shape `Row`. Values go in as $1, $2 …, never by
 * concatenation; the name follows from the text, so two texts can't share one.
 */
export function sql<Row = Record<string, never>>(text: string): Statement<Row> {
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 20);
  return { name, text };
}

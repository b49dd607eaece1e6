/**
 * The definition of an operation of the REST API; the routes and the OpenAPI document are generated from it.
 */
import type { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Recipient } from '../progress/lookup.ts';
import type { User } from '../users/lookup.ts';
import type { ApiBot } from './keys.ts';

/** A call whose credentials and input have been checked. */
export interface Call<Body, Query> {
  app: AppContext;
  bot: ApiBot;
  /** Identifies the call, unique within the bot. */
  callKey: string;
  /** Identifies the call in the ledger, which outlives the person and holds no personal data. */
  ledgerKey: string;
  body: Body;
  query: Query;
  params: Record<string, string>;
}

/** A call about a person whom the bot may access. */
export interface PersonCall<Body, Query> extends Call<Body, Query> {
  person: User;
  /** The person's id, for progress and ledger. */
  who: Recipient;
}

interface OperationFields<
  Body extends z.ZodType,
  Query extends z.ZodType,
  Answer extends z.ZodType,
> {
  id: string;
  method: 'get' | 'post' | 'put';
  /** Below /api/v1. */
  path: `/${string}`;
  tag: 'People' | 'Progress' | 'Access' | 'Money';
  summary: string;
  description?: string;
  body?: Body;
  query?: Query;
  answer: Answer;
  /** `?create=true` registers an unknown person first. */
  mayCreate?: true;
  /** Registers the person itself. */
  createsPerson?: true;
}

/** An operation without its types, which the routes need not know. */
export interface Operation extends OperationFields<z.ZodType, z.ZodType, z.ZodType> {
  /** Reads use no transaction, writes one. */
  kind: 'read' | 'write';
  aboutPerson: boolean;
  prepare?: (call: PersonCall<never, never>) => Promise<void>;
  run: (call: PersonCall<never, never>, tx: Tx) => Promise<object>;
}

/** An operation that only reads. */
export function read<Query extends z.ZodType, Answer extends z.ZodType>(
  fields: OperationFields<never, Query, Answer> & {
    run: (call: PersonCall<undefined, z.output<Query>>) => Promise<z.input<Answer> & object>;
  },
): Operation {
  return {
    ...fields,
    kind: 'read',
    aboutPerson: fields.path.includes('{telegramId}'),
    run: fields.run as unknown as Operation['run'],
  };
}

/** An operation that writes, in one transaction with the stored answer of its Idempotency-Key. */
export function write<Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType>(
  fields: OperationFields<Body, Query, Answer> & {
    /** Runs before the transaction; skipped for a repetition. */
    prepare?: (call: PersonCall<z.output<Body>, z.output<Query>>) => Promise<void>;
    run: (
      call: PersonCall<z.output<Body>, z.output<Query>>,
      tx: Tx,
    ) => Promise<z.input<Answer> & object>;
  },
): Operation {
  return {
    ...fields,
    kind: 'write',
    aboutPerson: fields.path.includes('{telegramId}'),
    run: fields.run as unknown as Operation['run'],
    ...(fields.prepare
      ? { prepare: fields.prepare as unknown as NonNullable<Operation['prepare']> }
      : {}),
  } as Operation;
}

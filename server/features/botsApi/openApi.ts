/** The OpenAPI 3.1 document, generated from the schemas that validate the calls. */
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { problem } from '../../../shared/schemas/botsApi.ts';
import { code } from '../../../shared/schemas/primitives.ts';
import type { Operation } from './operation.ts';

/** Visible ASCII: it is sent in a header and stored in the ledger's references. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);
export const telegramId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}$/)
  .refine((digits) => Number.isSafeInteger(Number(digits)))
  .meta({ description: "The person's Telegram id", examples: ['123456789'] });
export const pathParameters = { telegramId, code } as const;

/** A write that is idempotent by itself needs no key. */
export function needsIdempotencyKey({ kind, method }: Operation): boolean {
  return kind === 'write' && method === 'post';
}

const problems = {
  400: 'The input does not fit: wrong types, NUL, keys of JavaScript, too large',
  401: 'No key, an unknown or a revoked one',
  402: 'There is nothing to pay with',
  403: 'The account of the person is paused',
  404: 'The bot has not met the person, or there is no such thing',
  409: 'Changed meanwhile, or an Idempotency-Key with another input',
  429: 'Too many calls: see RateLimit-Reset and Retry-After',
  503: 'Try again in a few seconds',
} as const;

const rateLimitHeaders = {
  'RateLimit-Limit': z.string().meta({ description: 'Calls of the bot in a minute' }),
  'RateLimit-Remaining': z.string().meta({ description: 'How many are left now' }),
  'RateLimit-Reset': z.string().meta({ description: 'Seconds until all are there again' }),
};

function toOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, body, query, answer, kind, mayCreate, path } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as 'telegramId' | 'code');
  const create = z
    .object({
      create: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'Make an unknown person known first' }),
    })
    .partial();
  const queries = [query, mayCreate && create].filter((one) => one instanceof z.ZodObject);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, pathParameters[name]]))) }
        : {}),
      ...(queries.length > 0 ? { query: queries.reduce((all, one) => all.extend(one.shape)) } : {}),
      ...(kind === 'write'
        ? {
            header: z.object({
              'Idempotency-Key': needsIdempotencyKey(operation)
                ? idempotencyKey
                : idempotencyKey.optional(),
            }),
          }
        : {}),
    },
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      200: {
        description: 'Done',
        headers: z.object(rateLimitHeaders),
        content: { 'application/json': { schema: answer } },
      },
      ...Object.fromEntries(
        Object.entries(problems).map(([status, words]) => [
          status,
          { description: words, content: { 'application/problem+json': { schema: problem } } },
        ]),
      ),
    },
  };
}

/** @param url where the API is served, without a trailing slash. */
export function createOpenApi(operations: readonly Operation[], url: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: toOperation(operation) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'AI Coins for other bots',
      version: '1.0.0',
      description:
        'People, XP, level, badges, promo codes, plans and payments are common to all bots; sessions and stats belong to one bot each. Every write takes an Idempotency-Key: the same call again is answered as the first time. Errors are problem+json with a stable `code`.',
    },
    servers: [{ url: url || '/' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of the bot: npm run bot:key',
        },
      },
    },
    tags: ['People', 'Progress', 'Access', 'Money'].map((name) => ({ name })),
    paths,
  });
}

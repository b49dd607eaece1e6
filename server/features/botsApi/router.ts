/** `/api/v1`: the REST API for other bots. */
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { otherLimits } from '../../limits/callLimits.ts';
import { toDomainError } from '../../trpc/errors.ts';
import { createDocsRouter } from './docsRouter.ts';
import { type ApiBot, authenticate } from './keys.ts';
import { createOpenApi, idempotencyKey, needsIdempotencyKey, pathParameters } from './openApi.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations/index.ts';
import { assertPlainJson } from './plainJson.ts';
import { toProblem } from './problems.ts';
import { type Input, runOperation } from './runOperation.ts';

const ROOT = '/api/v1';
/** A session with its envelope, as escaped text. */
const MAX_BODY_BYTES = 512 * 1024;
/** Limits of bots are counted under their names, not under a person. */
const NO_PERSON = 0;

export function createBotsApi(app: AppContext): Router {
  const router = Router();
  const document = JSON.stringify(createOpenApi(operations, app.config.http.publicUrl ?? ''));
  router.get(`${ROOT}/openapi.json`, (_req, res) => {
    res.type('json').send(document);
  });
  router.use(`${ROOT}/docs`, createDocsRouter());
  router.use(ROOT, async (req, res, next) => {
    const bot = await authenticate(app, req.headers.authorization);
    await countCall(app, bot, res);
    res.locals.bot = bot;
    next();
  });
  router.use(ROOT, readBody());
  for (const operation of operations) {
    const path = ROOT + operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[operation.method](path, async (req, res) => {
      const bot = res.locals.bot as ApiBot;
      res.json(await runOperation(app, bot, operation, inputOf(operation, req)));
    });
  }
  router.use(ROOT, () => {
    throw new DomainError('NOT_FOUND');
  });
  router.use(ROOT, answerProblems(app));
  return router;
}

/** @throws DomainError RATE_LIMITED */
async function countCall(app: AppContext, bot: ApiBot, res: Response): Promise<void> {
  const limit = otherLimits['api.v1'];
  const left = await app.limits.measure(NO_PERSON, `api.v1:${bot.name}`, limit);
  res.set({
    'RateLimit-Policy': `${left.calls};w=${limit.perSeconds}`,
    'RateLimit-Limit': String(left.calls),
    'RateLimit-Remaining': String(left.remaining),
    'RateLimit-Reset': String(left.resetS),
  });
  if (left.waitS > 0) {
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: left.waitS });
  }
}

/** JSON only; an empty body counts as none. */
function readBody() {
  const json = express.json({ limit: MAX_BODY_BYTES, type: 'application/json' });
  return [
    json,
    (req: Request, _res: Response, next: () => void) => {
      const isEmpty = req.body === undefined;
      if (isEmpty && Number(req.headers['content-length'] ?? 0) > 0) {
        throw new DomainError('BAD_REQUEST', { fields: ['content-type'] });
      }
      assertPlainJson(req.body);
      next();
    },
  ];
}

function inputOf(operation: Operation, req: Request): Input {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.params)) {
    params[name] = check(pathParameters[name as keyof typeof pathParameters], value, name);
  }
  const given = req.get('idempotency-key');
  const { create, ...query } = req.query;
  return {
    params,
    query: operation.query ? check(operation.query, query, 'query') : {},
    body: operation.body ? check(operation.body, req.body ?? {}, 'body') : undefined,
    create: operation.mayCreate === true && create === 'true',
    idempotencyKey:
      given === undefined && !needsIdempotencyKey(operation)
        ? null
        : check(idempotencyKey, given, 'Idempotency-Key'),
  };
}

/** @throws DomainError BAD_REQUEST with the paths of invalid fields. */
function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) {
    const fields = new Set(result.error.issues.map(({ path }) => [name, ...path].join('.')));
    throw new DomainError('BAD_REQUEST', { fields: [...fields].slice(0, 10) });
  }
  return result.data;
}

/** Express and body-parser refuse by throwing errors with a 4xx status. */
function toRefusal(error: unknown): DomainError {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500
    ? new DomainError('BAD_REQUEST', { fields: ['body'] })
    : toDomainError(error);
}

function answerProblems(app: AppContext): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const refusal = toRefusal(error);
    const requestId = randomUUID();
    const { path, ip } = req;
    app.refusals.record(refusal.code, { path, ip, requestId, reason: refusal.cause });
    if (refusal.code === 'INTERNAL') {
      app.log.error({ err: error, requestId, path }, 'a call of a bot failed');
    }
    const problem = toProblem(refusal, requestId);
    if (problem.retryAfterSeconds !== undefined) {
      res.set('Retry-After', String(problem.retryAfterSeconds));
    }
    if (problem.status === 401) {
      res.set('WWW-Authenticate', 'Bearer');
    }
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

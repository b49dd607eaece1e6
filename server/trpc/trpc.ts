import { initTRPC, TRPCError } from '@trpc/server';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import { secondsSince } from '../metrics/metrics.ts';
import { toDomainError, toTrpcError, toWireError } from './errors.ts';

/** The context of a procedure before the caller is identified. */
export interface RequestContext {
  app: AppContext;
  /** The Authorization header. */
  authorization: string | undefined;
  botName: string | undefined;
  /** The header `x-view-as`: a member of the team views a person's app. */
  viewAs?: string | undefined;
  ip?: string | undefined;
  /** Quoted in errors and in the log. */
  requestId: string;
}

/** Metadata of a procedure. */
interface Meta {
  /** Its duration depends on how fast the sender sends the body. */
  waitsForBody?: boolean;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      message: toWireError(error, ctx?.requestId ?? '').appCode,
      data: toWireError(error, ctx?.requestId ?? ''),
    }),
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    isServer: true,
  });

/** Domain errors become wire errors here and nowhere else; unexpected errors are logged. */
const translateErrors = t.middleware(async ({ ctx, path, type, next }) => {
  const { metrics, tracing } = ctx.app;
  const startedAt = performance.now();
  const span =
    type === 'subscription'
      ? undefined
      : tracing?.start(path, 'internal', {
          'rpc.system': 'trpc',
          'rpc.method': path,
          'app.request.id': ctx.requestId,
        });
  const result = await (span ? span.run(() => next()) : next());
  span?.end(result.ok ? undefined : toDomainError(result.error));
  if (type !== 'subscription') {
    metrics.calls.observe({ procedure: path }, secondsSince(startedAt));
  }
  if (result.ok) {
    metrics.callResults.inc({ procedure: path, code: 'OK' });
    return result;
  }
  const error = toTrpcError(result.error);
  const refusal = toDomainError(error);
  metrics.callResults.inc({ procedure: path, code: refusal.code });
  ctx.app.refusals.record(refusal.code, {
    path,
    ip: ctx.ip,
    requestId: ctx.requestId,
    reason: refusal.cause,
  });
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    const cause = error.cause ?? error;
    ctx.app.log.error({ err: cause, requestId: ctx.requestId, path, type }, 'procedure failed');
  }
  throw error;
});

/**
 * The maximum duration of a call. Each wait within a call has a bound of its own (transactions, statements,
 * providers); this one is for many of them in a row.
 */
export const MAX_CALL_MS = 30_000;
/** After how many seconds a call that timed out may be repeated. */
const SLOW_RETRY_S = 5;

/**
 * Answers in time. The work that the call has begun goes on: a repetition with the same request id gets its
 * result.
 */
const answerInTime = t.middleware(async ({ ctx, path, type, meta, next }) => {
  if (type === 'subscription' || meta?.waitsForBody) {
    return next();
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      ctx.app.log.error({ path, requestId: ctx.requestId }, 'a call took too long');
      reject(new DomainError('OVERLOADED', { retryAfterSeconds: SLOW_RETRY_S }));
    }, MAX_CALL_MS);
  });
  try {
    return await Promise.race([next(), late]);
  } finally {
    clearTimeout(timer);
  }
});

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;
export const middleware = t.middleware;
/** Anybody, even without signing in. */
export const publicProcedure = t.procedure.use(translateErrors).use(answerInTime);
export { TRPCError };

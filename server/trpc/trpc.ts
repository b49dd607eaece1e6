import { initTRPC, TRPCError } from '@trpc/server';
import type { AppContext } from '../app/context.ts';
import { secondsSince } from '../metrics/metrics.ts';
import { toDomainError, toTrpcError, toWireError } from './errors.ts';

/** What a procedure is given before anybody has been asked who they are. */
export interface RequestContext {
  app: AppContext;
  /** The Authorization header. */
  authorization: string | undefined;
  botName: string | undefined;
  ip?: string | undefined;
  /** Quoted in errors and in the log. */
  requestId: string;
}

const t = initTRPC.context<RequestContext>().create({
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

/** Domain errors become wire errors here and nowhere else; what nobody expected is logged. */
const translateErrors = t.middleware(async ({ ctx, path, type, next }) => {
  const { metrics } = ctx.app;
  const startedAt = performance.now();
  const result = await next();
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
  ctx.app.refusals.note(refusal.code, {
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

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;
export const middleware = t.middleware;
/** Anybody at all, not even signed in. */
export const publicProcedure = t.procedure.use(translateErrors);
export { TRPCError };

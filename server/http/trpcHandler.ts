/**
 * Procedures over HTTP. tRPC's own adapter sends every answer as a stream of chunks; an answer that is
 * complete goes out as one packet with its length here, and everything else is streamed
 * (`docs/decisions/0014-trpc-over-http.md`).
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type AnyRouter, TRPCError } from '@trpc/server';
import {
  internal_exceptionHandler as answerFailure,
  incomingMessageToRequest,
} from '@trpc/server/adapters/node-http';
import { resolveResponse } from '@trpc/server/http';
import type {
  Request as ExpressRequest,
  Response as ExpressResponse,
  RequestHandler,
} from 'express';
import { toDomainError } from '../trpc/errors.ts';
import type { RequestContext } from '../trpc/trpc.ts';
import { answerOpening, isOpeningBatch } from './openingBatch.ts';

/** Methods that no `Request` can have (Fetch standard, "forbidden method"). */
const FORBIDDEN_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

const compressed = promisify(gzip);
/** Smaller answers are one or two packets anyway: compressing them would only take time. */
const MIN_GZIP_BYTES = 4096;

export interface TrpcHandlerOptions {
  router: AnyRouter;
  maxBodySize: number;
  maxBatchSize: number;
  /** The mutation after which a batch may continue with queries: the app's first request. */
  opening?: string;
  /** Overrides the library's own headers of streams. */
  streamHeaders?: Record<string, string>;
  createContext(req: ExpressRequest): RequestContext;
  /** A call without a body has no input; the library would treat it as malformed JSON. */
  mayBeEmpty?: boolean;
  /** The body, where it has been received already. */
  bodyOf?(res: ExpressResponse): Promise<Blob>;
}

export function createTrpcHandler(options: TrpcHandlerOptions): RequestHandler {
  const { router, maxBatchSize, maxBodySize, streamHeaders = {} } = options;
  return async (req, res) => {
    const path = req.path.slice(req.path.lastIndexOf('/') + 1);
    try {
      if (FORBIDDEN_METHODS.has(req.method)) {
        throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
      }
      const incoming = incomingMessageToRequest(req, res, { maxBodySize });
      const body = await bodyInstead(options, req, res);
      const request = body ? withBody(incoming, body) : incoming;
      const isOpening = isOpeningBatch(path, req.method, options.opening);
      const resolve = (calls: string, asked: Request) =>
        resolveResponse({
          router,
          maxBatchSize,
          path: calls,
          req: asked,
          error: null,
          allowMethodOverride: isOpening,
          createContext: async () => options.createContext(req),
          responseMeta: ({ errors }) => retryAfter(errors),
        });
      const response = isOpening
        ? await answerOpening(path, request, resolve)
        : await resolve(path, request);
      await send(response, res, { streamHeaders, gzips: req.acceptsEncodings('gzip') === 'gzip' });
    } catch (error) {
      res.setHeader('content-type', 'application/json');
      answerFailure({ router, req, res, path })(error);
    }
  };
}

/** The body that replaces a request's own, where there is one. */
async function bodyInstead(
  options: TrpcHandlerOptions,
  req: ExpressRequest,
  res: ExpressResponse,
): Promise<Blob | null> {
  if (options.bodyOf) {
    return await options.bodyOf(res);
  }
  return options.mayBeEmpty && isEmptyPost(req) ? NO_INPUT : null;
}

/** The body of a call without one. */
const NO_INPUT = new Blob(['null']);

function isEmptyPost({ method, headers }: ExpressRequest): boolean {
  const length = headers['content-length'] ?? '0';
  return method === 'POST' && length === '0' && headers['transfer-encoding'] === undefined;
}

function withBody({ url, method, headers, signal }: Request, body: Blob): Request {
  return new Request(url, { method, headers, signal, body });
}

/** The longest wait that a refusal asks for, as the standard Retry-After header. */
function retryAfter(errors: readonly TRPCError[]): { headers?: Record<string, string> } {
  const waits = errors.map((error) => toDomainError(error).details.retryAfterSeconds ?? 0);
  const longest = Math.max(0, ...waits);
  return longest > 0 ? { headers: { 'retry-after': String(longest) } } : {};
}

async function send(
  response: Response,
  res: ExpressResponse,
  { streamHeaders, gzips }: { streamHeaders: Record<string, string>; gzips: boolean },
): Promise<void> {
  const headers = Object.fromEntries(response.headers);
  // A batch requested as JSON lines has this type as well, and announces chunked encoding.
  if (headers['content-type'] === 'application/json' && !headers['transfer-encoding']) {
    const whole = Buffer.from(await response.arrayBuffer());
    const isLarge = whole.byteLength >= MIN_GZIP_BYTES;
    // Never cached, so that no `vary` is needed.
    const body = isLarge && gzips ? await compressed(whole) : whole;
    res
      .writeHead(response.status, {
        ...headers,
        ...(body !== whole && { 'content-encoding': 'gzip' }),
        'content-length': body.byteLength,
      })
      .end(body);
    return;
  }
  res.writeHead(response.status, { ...headers, ...streamHeaders });
  if (!response.body) {
    res.end();
    return;
  }
  // Ends with an error when the client disconnects; nobody is left to inform.
  await pipeline(Readable.fromWeb(response.body as ReadableStream), res).catch(() => res.destroy());
}

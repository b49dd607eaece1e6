/**
 * Uploads of pictures. A body is received into a file first, which takes no memory and no slot however slowly
 * it comes; only complete ones are read into memory and decoded, a few at a time. Each person's pictures are
 * received one at a time: further ones wait with their bytes still in the network.
 */
import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import pLimit, { type LimitFunction } from 'p-limit';
import { appRouter } from '../../app/appRouter.ts';
import type { AppContext } from '../../app/context.ts';
import { identify } from '../../auth/identify.ts';
import { DomainError } from '../../core/errors.ts';
import { type ReceiveRules, receiveBody } from '../../http/receiveBody.ts';
import { refuse } from '../../http/refuse.ts';
import { createTrpcHandler } from '../../http/trpcHandler.ts';
import type { RequestContext } from '../../trpc/trpc.ts';
import { MAX_UPLOAD_BYTES } from './acceptPicture.ts';
import { UPLOAD_PREFIX } from './uploadFiles.ts';

const PROCEDURE = 'generation.uploadInput';
export const UPLOAD_PATH = `/${PROCEDURE}`;
/** Whole bodies that are in memory at once. */
const MAX_DECODED = 3;
/** Bodies that arrive at once; each is a file of 20 MB at most. */
const MAX_RECEIVED = 100;
/** Waiting pictures of one person. */
const MAX_WAITING = 10;
/** The overhead of a form around its file. */
const FORM_BYTES = 64 * 1024;

interface ReceivedBody {
  /** The file that holds it. */
  path: string;
}

export const uploadRules: ReceiveRules = {
  maxBytes: MAX_UPLOAD_BYTES + FORM_BYTES,
  minBytesPerS: 4096,
  checkEveryMs: 5000,
};

function createContext(app: AppContext, req: Request): RequestContext {
  return {
    app,
    authorization: req.headers.authorization,
    botName: req.get('x-bot'),
    ip: req.ip,
    requestId: randomUUID(),
  };
}

/** @returns null when the caller is not authenticated. */
function callerOf(app: AppContext, req: Request): number | null {
  try {
    return identify(createContext(app, req)).initData.user.id;
  } catch {
    return null;
  }
}

/** Serializes the work of each person. */
function createPersonQueues() {
  const queues = new Map<number, { limit: LimitFunction; waiting: number }>();
  return {
    waitingOf: (who: number): number => queues.get(who)?.waiting ?? 0,
    async run(who: number, work: () => Promise<void>): Promise<void> {
      const queue = queues.get(who) ?? { limit: pLimit(1), waiting: 0 };
      queues.set(who, queue);
      queue.waiting++;
      try {
        await queue.limit(work);
      } finally {
        queue.waiting--;
        if (queue.waiting === 0) {
          queues.delete(who);
        }
      }
    },
  };
}

/** Answers `generation.uploadInput` and leaves everything else to the next layer. */
export function createUploadMiddleware(app: AppContext, rules = uploadRules): RequestHandler {
  const answer = createTrpcHandler({
    router: appRouter,
    maxBodySize: rules.maxBytes,
    maxBatchSize: 1,
    createContext: (req) => createContext(app, req),
    bodyOf: ({ locals }) => openAsBlob((locals as ReceivedBody).path),
  });
  const decoding = pLimit(MAX_DECODED);
  const queues = createPersonQueues();
  let receiving = 0;

  /** @throws DomainError before a byte of the body is read. */
  function assertMayUpload(req: Request, caller: number): void {
    app.limits.assertNotRefused(caller, PROCEDURE);
    if (Number(req.headers['content-length'] ?? 0) > rules.maxBytes) {
      throw new DomainError('INPUT_TOO_LARGE', { max: MAX_UPLOAD_BYTES });
    }
    if (queues.waitingOf(caller) > MAX_WAITING) {
      throw new DomainError('RATE_LIMITED', { retryAfterSeconds: 10 });
    }
    if (receiving >= MAX_RECEIVED) {
      throw new DomainError('OVERLOADED', { retryAfterSeconds: 10 });
    }
  }

  const receive: RequestHandler = async (req, res, next) => {
    const path = join(tmpdir(), `${UPLOAD_PREFIX}${randomUUID()}`);
    receiving++;
    try {
      await receiveBody(req, path, rules);
      Object.assign(res.locals, { path } satisfies ReceivedBody);
      await decoding(async () => answer(req, res, next));
    } finally {
      receiving--;
      await rm(path, { force: true });
    }
  };

  return async (req, res, next) => {
    const caller = req.path === UPLOAD_PATH ? callerOf(app, req) : null;
    if (caller === null) {
      // The next layer takes small bodies only, and says what is missing.
      next();
      return;
    }
    try {
      assertMayUpload(req, caller);
      await queues.run(caller, async () => {
        if (!res.destroyed) {
          await receive(req, res, next);
        }
      });
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      if (error.code === 'UPLOAD_TOO_SLOW') {
        // Nobody waits for the rest.
        res.set('Connection', 'close');
      }
      refuse(res, error);
    }
  };
}

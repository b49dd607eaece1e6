/**
 * The way in for pictures. tRPC reads a body into memory as fast as it comes, so only a few may come at
 * once: the others wait with their bytes still in the network. One person has one turn at a time, and
 * a body that stops coming gives its turn away.
 */
import { randomUUID } from 'node:crypto';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { Request, RequestHandler, Response } from 'express';
import { appRouter } from '../app/appRouter.ts';
import type { AppContext } from '../app/context.ts';
import { identify } from '../auth/identify.ts';
import { DomainError } from '../core/errors.ts';
import { MOST_UPLOAD_BYTES } from '../features/media/acceptPicture.ts';
import { createSlots, type Slots } from '../features/media/slots.ts';
import type { RequestContext } from '../trpc/trpc.ts';
import { refuse } from './refuse.ts';

export const UPLOAD_PATH = '/generation.uploadInput';
const MOST_AT_ONCE = 3;
/** What a form adds to its file. */
const FORM_BYTES = 64 * 1024;
const LONGEST_SILENCE_MS = 20_000;

function createContext(app: AppContext, req: Request): RequestContext {
  return {
    app,
    authorization: req.headers.authorization,
    botName: req.get('x-bot'),
    ip: req.ip,
    requestId: randomUUID(),
  };
}

/** @returns null when nobody vouches for the caller. */
function callerOf(app: AppContext, req: Request): number | null {
  try {
    return identify(createContext(app, req)).initData.user.id;
  } catch {
    return null;
  }
}

/** Everybody's own line of one. */
function createTurns() {
  const lines = new Map<number, { slots: Slots; waiting: number }>();
  return async (who: number, work: () => Promise<void>): Promise<void> => {
    const line = lines.get(who) ?? { slots: createSlots(1), waiting: 0 };
    lines.set(who, line);
    line.waiting++;
    try {
      await line.slots.run(work);
    } finally {
      line.waiting--;
      if (line.waiting === 0) {
        lines.delete(who);
      }
    }
  };
}

/** Cuts a body off that has stopped coming. */
function cutWhenSilent(req: Request): () => void {
  let seen = -1;
  const timer = setInterval(() => {
    if (!req.complete && req.socket.bytesRead === seen) {
      req.destroy();
    }
    seen = req.socket.bytesRead;
  }, LONGEST_SILENCE_MS);
  return () => clearInterval(timer);
}

function whenClosed(res: Response): Promise<void> {
  return new Promise((resolve) => {
    if (res.closed || res.destroyed) {
      resolve();
    } else {
      res.once('close', resolve);
    }
  });
}

/** Answers `generation.uploadInput` and leaves everything else to the next layer. */
export function createUploadMiddleware(app: AppContext): RequestHandler {
  const answer = createExpressMiddleware({
    router: appRouter,
    maxBodySize: MOST_UPLOAD_BYTES + FORM_BYTES,
    maxBatchSize: 1,
    createContext: ({ req }) => createContext(app, req),
  });
  const slots = createSlots(MOST_AT_ONCE);
  const takeTurn = createTurns();

  return (req, res, next) => {
    const caller = req.path === UPLOAD_PATH ? callerOf(app, req) : null;
    if (caller === null) {
      // The next layer takes small bodies only, and says what is missing.
      next();
      return;
    }
    if (Number(req.headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES + FORM_BYTES) {
      refuse(res, new DomainError('INPUT_TOO_LARGE', { max: MOST_UPLOAD_BYTES }));
      return;
    }
    const receive = async (): Promise<void> => {
      if (!res.destroyed) {
        const stopWatching = cutWhenSilent(req);
        answer(req, res, next);
        await whenClosed(res);
        stopWatching();
      }
    };
    void takeTurn(caller, () => slots.run(receive));
  };
}

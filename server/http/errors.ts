import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import { toDomainError } from '../trpc/errors.ts';
import { answerFilePage } from './filePages.ts';

/** The error of a plain endpoint as it is sent to the client. */
export interface HttpError {
  error: { appCode: ErrorCode; details: ErrorDetails; requestId: string };
}

export const answerNotFound: RequestHandler = (_req, _res, next) => {
  next(new DomainError('NOT_FOUND'));
};

/** Express and body-parser refuse by throwing errors with a 4xx status. */
function fromHttp(error: unknown): DomainError {
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) {
    return new DomainError('PAYLOAD_TOO_LARGE');
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new DomainError(status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST');
  }
  return toDomainError(error);
}

export function answerErrors(app: AppContext): ErrorRequestHandler {
  return (error, req, res, _next) => {
    if (res.headersSent) {
      // Express would write the raw error to stderr, past the redactor.
      app.log.error({ err: error, path: req.path }, 'an answer was interrupted');
      res.destroy();
      return;
    }
    const domain = fromHttp(error);
    const requestId = randomUUID();
    app.refusals.record(domain.code, {
      path: req.path,
      ip: req.ip,
      requestId,
      reason: domain.cause,
    });
    if (domain.code === 'INTERNAL') {
      app.log.error({ err: error, requestId, path: req.path }, 'request failed');
    }
    const { retryAfterSeconds } = domain.details;
    if (retryAfterSeconds !== undefined) {
      res.set('Retry-After', String(retryAfterSeconds));
    }
    res.status(domain.httpStatus).set('Cache-Control', 'no-store');
    if (answerFilePage(req, res, domain)) {
      return;
    }
    const body: HttpError = {
      error: { appCode: domain.code, details: domain.details, requestId },
    };
    res.json(body);
  };
}

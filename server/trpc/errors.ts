/** The one translation of errors to the wire format. Texts of unexpected errors never leave the server. */
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type ErrorCode, errorStatuses, type WireError } from '../../shared/errors.ts';
import { DomainError } from '../core/errors.ts';
import { isUnavailable } from '../db/failures.ts';
import { refusalOf } from '../db/refusals.ts';

const trpcCodes = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<(typeof errorStatuses)[ErrorCode], TRPCError['code']>;

/** tRPC's own refusals, as our codes. */
const ownCodes: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'BAD_REQUEST',
  BAD_REQUEST: 'BAD_REQUEST',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'BAD_REQUEST',
  UNSUPPORTED_MEDIA_TYPE: 'BAD_REQUEST',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
};

/** After how many seconds a client may try again when the database has failed. */
const DATABASE_RETRY_S = 5;

export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) {
    return error;
  }
  if (error instanceof TRPCError) {
    if (error.cause instanceof DomainError) {
      return error.cause;
    }
    if (error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError) {
      const fields = error.cause.issues.slice(0, 10).map((issue) => issue.path.join('.'));
      return new DomainError('BAD_REQUEST', { fields }, { cause: error });
    }
    const code = ownCodes[error.code];
    if (code) {
      return new DomainError(code, {}, { cause: error });
    }
    return toDomainError(error.cause ?? new DomainError('INTERNAL', {}, { cause: error.message }));
  }
  const refusal = refusalOf(error);
  if (refusal) {
    return refusal;
  }
  return isUnavailable(error)
    ? new DomainError('OVERLOADED', { retryAfterSeconds: DATABASE_RETRY_S }, { cause: error })
    : new DomainError('INTERNAL', {}, { cause: error });
}

export function toTrpcError(error: TRPCError): TRPCError {
  const domain = toDomainError(error);
  return new TRPCError({
    code: trpcCodes[domain.httpStatus as keyof typeof trpcCodes],
    message: domain.code,
    cause: domain.code === 'INTERNAL' ? (domain.cause ?? domain) : domain,
  });
}

export function toWireError(error: TRPCError, requestId: string): WireError {
  const domain = toDomainError(error);
  return {
    code: error.code,
    httpStatus: errorStatuses[domain.code],
    appCode: domain.code,
    details: domain.details,
    requestId,
  };
}

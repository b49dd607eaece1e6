import { randomUUID } from 'node:crypto';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { Response } from 'express';
import type { DomainError } from '../core/errors.ts';
import { toTrpcError, toWireError } from '../trpc/errors.ts';
import { TRPCError } from '../trpc/trpc.ts';

/** Refuses before a byte of the body is read, in tRPC's error format. */
export function refuse(res: Response, refusal: DomainError): void {
  const error = toTrpcError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: refusal }));
  const data = toWireError(error, randomUUID());
  const code = TRPC_ERROR_CODES_BY_KEY[error.code];
  res.status(data.httpStatus).json({ error: { message: data.appCode, code, data } });
}

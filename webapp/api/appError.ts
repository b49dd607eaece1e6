import { TRPCClientError } from '@trpc/client';
import type { ErrorDetails, WireError } from '../../shared/errors.ts';
import { type AppErrorCode, errorFacts } from '../i18n/errorFacts.ts';
import { format } from '../i18n/format.ts';
import { currentPack } from '../i18n/index.ts';
import { FileRefusedError } from './servedFile.ts';

/** What went wrong, however it reached us. */
export interface AppError {
  code: AppErrorCode;
  details: ErrorDetails;
  /** Quote it to support; null when the server was never reached. */
  requestId: string | null;
}

/** Reads the code out of anything that was thrown by a request. */
export function toAppError(error: unknown): AppError {
  if (error instanceof TRPCClientError) {
    const data: Partial<WireError> | null | undefined = error.data;
    if (data?.appCode && data.appCode in currentPack().errors) {
      return {
        code: data.appCode,
        details: data.details ?? {},
        requestId: data.requestId ?? null,
      };
    }
    // Without `data` it is not our server's answer: the network, or a proxy in between.
    return unanswered(error.cause);
  }
  return unanswered(error);
}

/** A chosen file that was removed, or is not on this device yet. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError';
}

function unanswered(cause: unknown): AppError {
  if (cause instanceof FileRefusedError) {
    return { code: cause.code, details: cause.details, requestId: null };
  }
  if (cause instanceof UnreadableFileError) {
    return { code: 'FILE_UNREADABLE', details: {}, requestId: null };
  }
  const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
  return { code: timedOut ? 'TIMEOUT' : 'OFFLINE', details: {}, requestId: null };
}

/** The server was not reached, so a retry is safe and may help. */
export function isNetworkError(error: unknown): boolean {
  const { code } = toAppError(error);
  return code === 'OFFLINE' || code === 'TIMEOUT';
}

/** The error as one text: what happened, what it means for coins or money, what to do now. */
export function errorSentence(error: unknown): string {
  const { code, details } = toAppError(error);
  const { errors, language } = currentPack();
  return errors[code](errorFacts(details, format[language]));
}

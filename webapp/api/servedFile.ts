import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import { fetchWithTimeout } from './fetchWithTimeout.ts';

/** A file that the server refuses to give. */
export class FileRefusedError extends Error {
  override name = 'FileRefusedError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

function codeOf(status: number): ErrorCode {
  if (status === 429) {
    return 'RATE_LIMITED';
  }
  return status >= 500 ? 'INTERNAL' : 'NOT_FOUND';
}

/** @throws FileRefusedError, or what `fetch` throws when the server can't be reached. */
export async function assertServed(url: string): Promise<void> {
  const absolute = new URL(url, location.href);
  if (absolute.origin !== location.origin) {
    return;
  }
  const { ok, status, headers } = await fetchWithTimeout(absolute, { method: 'HEAD' });
  if (!ok) {
    const wait = Number(headers.get('retry-after'));
    throw new FileRefusedError(codeOf(status), wait > 0 ? { retryAfterSeconds: wait } : {});
  }
}

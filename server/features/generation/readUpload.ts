import { DomainError } from '../../core/errors.ts';
import { middleware, TRPCError } from '../../trpc/trpc.ts';
import { MAX_UPLOAD_BYTES } from '../media/service.ts';

/** Whether the adapter aborted the body because it grew too large. */
function isTooLarge(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof TRPCError && cause.code === 'PAYLOAD_TOO_LARGE') {
      return true;
    }
  }
  return false;
}

/** Reads the body before the input is validated, so that a broken form is the sender's mistake. */
export const readUpload = middleware(async ({ getRawInput, next }) => {
  try {
    await getRawInput();
  } catch (cause) {
    throw isTooLarge(cause)
      ? new DomainError('INPUT_TOO_LARGE', { max: MAX_UPLOAD_BYTES }, { cause })
      : new DomainError('BAD_REQUEST', { fields: ['file'] }, { cause });
  }
  return next();
});

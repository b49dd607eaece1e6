import { type ErrorCode, type ErrorDetails, errorStatuses } from '../../shared/errors.ts';

/**
 * A refusal that a person may meet. Services throw it and know no HTTP; it becomes a wire error in
 * one place (`trpc/errors.ts` for procedures, `http/errors.ts` for plain endpoints).
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.details = details;
  }

  get httpStatus(): number {
    return errorStatuses[this.code];
  }
}

/** For the last line of a `switch` over a closed set. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}

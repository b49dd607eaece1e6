/** Errors of the REST API as they are sent: problem+json (RFC 9457) with the codes of shared/errors.ts. */
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { problem, SessionState } from '../../../shared/schemas/botsApi.ts';
import { DomainError } from '../../core/errors.ts';

/** For programmers of bots; people read the bot's own message for the code. */
const details: Partial<Record<ErrorCode, string>> = {
  BOT_UNKNOWN: 'Send "Authorization: Bearer <key>" with a key of a bot that is valid.',
  PERSON_UNKNOWN:
    'The bot has not met this person. PUT /api/v1/users/{telegramId} first, or add ?create=true where it is offered.',
  ACCOUNT_PAUSED: 'The account of this person is paused.',
  BAD_REQUEST: 'The request does not fit the document; "fields" says where.',
  NOT_FOUND: 'There is no such thing.',
  CONFLICT: 'Somebody else has changed it; "current" is what is stored, where it can be told.',
  IDEMPOTENCY_CONFLICT: 'This Idempotency-Key has been used for another input.',
  RATE_LIMITED: 'Too many calls; go on after "retryAfterSeconds".',
  INSUFFICIENT_FUNDS: 'There is no free access, plan, free training or credit to pay with.',
  OVERLOADED: 'Try again in a few seconds, with the same Idempotency-Key.',
  INTERNAL: 'Something went wrong here. Quote "requestId".',
};

/** A session that was saved meanwhile, with its current content. */
export class SessionConflictError extends DomainError {
  readonly current: SessionState;

  constructor(current: SessionState) {
    super('CONFLICT');
    this.current = current;
  }
}

export function toProblem(error: DomainError, requestId: string): z.infer<typeof problem> {
  const { code, httpStatus, details: facts } = error;
  return {
    type: 'about:blank',
    title: STATUS_CODES[httpStatus] ?? 'Error',
    status: httpStatus,
    detail: details[code] ?? `${code}: see shared/errors.ts.`,
    code,
    requestId,
    ...(facts.fields ? { fields: facts.fields } : {}),
    ...(facts.retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: facts.retryAfterSeconds }),
    ...(error instanceof SessionConflictError ? { current: error.current } : {}),
  };
}

/**
 * What fal's refusals and error bodies mean. A model's refusal is `{detail: [{type, msg}]}`, the
 * platform's failure `{detail, error_type}`: https://docs.fal.ai/errors,
 * https://fal.ai/docs/documentation/model-apis/request-errors
 */
import { z } from 'zod';
import type { FailureReason } from '../../../../../shared/closedSets.ts';
import { ProviderFailure, type ProviderState } from '../provider.ts';
import { loose } from '../reading.ts';
import { FalCallError } from './queue.ts';

const modelErrorSchema = z.object({
  detail: z.array(z.object({ type: z.string().catch(''), msg: z.string().catch('') })).min(1),
});
const platformErrorSchema = z
  .object({
    detail: loose(z.string()),
    error: loose(z.string()),
    error_type: loose(z.string()),
  })
  .refine((body) => Boolean(body.detail ?? body.error ?? body.error_type));

export interface FalFailure {
  reason: FailureReason;
  detail: string;
}

const refusalTypes = new Set(['content_policy_violation', 'no_media_generated']);
const serviceTypes = new Set([
  'internal_server_error',
  'generation_timeout',
  'downstream_service_error',
  'downstream_service_unavailable',
]);

/** @returns what the body complains of, or null when it is no error body. */
export function readErrorBody(body: unknown, status = 200): FalFailure | null {
  const model = modelErrorSchema.safeParse(body);
  if (model.success) {
    const { detail } = model.data;
    const first = detail.find(({ type }) => refusalTypes.has(type)) ?? detail[0];
    const type = first?.type ?? '';
    return { reason: reasonOfType(type), detail: first?.msg || type || 'the model refused' };
  }
  const platform = platformErrorSchema.safeParse(body);
  if (!platform.success) {
    return null;
  }
  const { detail, error, error_type } = platform.data;
  const refusedInput = error_type === undefined && (status === 400 || status === 422);
  return {
    reason: refusedInput ? 'invalid_input' : 'provider_error',
    detail: detail ?? error ?? error_type ?? '',
  };
}

function reasonOfType(type: string): FailureReason {
  if (refusalTypes.has(type)) {
    return 'content_refused';
  }
  return serviceTypes.has(type) ? 'provider_error' : 'invalid_input';
}

/** What a failed submit means for the generation. Only what certainly started nothing may be repeated. */
export function submitFailure(error: unknown): ProviderFailure {
  if (!(error instanceof FalCallError)) {
    return new ProviderFailure('outcome_unknown', 'the submit broke off', { cause: error });
  }
  const { problem } = error;
  switch (problem.kind) {
    case 'no_answer':
      return problem.sent
        ? new ProviderFailure('outcome_unknown', error.message, { cause: error })
        : new ProviderFailure('provider_unavailable', error.message, {
            retryable: true,
            cause: error,
          });
    case 'unreadable':
      return new ProviderFailure('outcome_unknown', error.message, { cause: error });
    case 'refused':
      return refusedSubmit(error, problem.status, problem.body, problem.retryAfterMs);
  }
}

function refusedSubmit(
  cause: FalCallError,
  status: number,
  body: unknown,
  retryAfterMs: number | null,
): ProviderFailure {
  const complaint = readErrorBody(body, status);
  const detail = complaint?.detail ?? cause.message;
  if (status === 429 || (status === 503 && retryAfterMs !== null)) {
    return new ProviderFailure('provider_unavailable', detail, {
      retryable: true,
      retryAfterMs,
      cause,
    });
  }
  if (status >= 500) {
    return new ProviderFailure('outcome_unknown', detail, { cause });
  }
  if (status === 402 || (status === 403 && isLocked(detail))) {
    return new ProviderFailure('provider_out_of_money', detail, { cause });
  }
  if (status === 404) {
    return new ProviderFailure('provider_unavailable', detail, { scope: 'model', cause });
  }
  if (status === 401 || status === 403) {
    return new ProviderFailure('provider_unavailable', detail, { cause });
  }
  return new ProviderFailure(complaint?.reason ?? 'invalid_input', detail, { cause });
}

/** A locked account has no code of its own, only this sentence. */
function isLocked(detail: string): boolean {
  return /user is locked|exhausted balance/i.test(detail);
}

/** Answers of a gateway on the way, and of a refused key: they say nothing about the work. */
const silentStatuses = new Set([401, 403, 408, 429, 502, 503, 504]);

/**
 * What it means that a status or a result could not be read.
 * @throws ProviderFailure, retryable, while the work may still be going on or done.
 */
export function stateOfRefusedRead(error: unknown, what: 'status' | 'result'): ProviderState {
  const problem = error instanceof FalCallError ? error.problem : null;
  if (problem?.kind !== 'refused' || silentStatuses.has(problem.status)) {
    throw unreadable(error);
  }
  const { status, body } = problem;
  if (status === 404) {
    return { state: 'failed', reason: 'outcome_unknown', detail: 'fal does not know the request' };
  }
  const complaint = readErrorBody(body, status);
  // A model's crash comes with its reason; without one the answer is the gateway's own.
  if (status >= 500 && (what === 'status' || complaint === null)) {
    throw unreadable(error);
  }
  const detail = `fal answered HTTP ${status}`;
  return { state: 'failed', ...(complaint ?? { reason: 'provider_error', detail }) };
}

function unreadable(error: unknown): ProviderFailure {
  const isCall = error instanceof FalCallError;
  return new ProviderFailure(
    'provider_unavailable',
    isCall ? error.message : 'the state could not be read',
    {
      retryable: true,
      retryAfterMs: isCall && error.problem.kind === 'refused' ? error.problem.retryAfterMs : null,
      cause: error,
    },
  );
}

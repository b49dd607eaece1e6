/** What errors of the Gemini API mean: https://ai.google.dev/gemini-api/docs/troubleshooting */
import { ApiError } from '@google/genai';
import { z } from 'zod';
import { mayHaveArrived } from '../callErrors.ts';
import { type FaultScope, ProviderFailure, type ProviderState } from '../provider.ts';
import { loose, looseList } from '../reading.ts';

const detailSchema = z.object({
  reason: loose(z.string()),
  retryDelay: loose(z.string()),
  violations: looseList(z.object({ quotaId: loose(z.string()) })),
});
const errorSchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().catch(''),
    details: looseList(detailSchema),
  }),
});

export interface GoogleRefusal {
  httpStatus: number;
  message: string;
  /** A gateway's page instead of Google's own answer. */
  isPage: boolean;
  /** Google's own code, such as `NOT_FOUND`. */
  status: string;
  /** Machine-readable reasons, such as `API_KEY_INVALID`. */
  reasons: string[];
  quotaIds: string[];
  retryAfterMs: number | null;
}

/** @returns null when the error is no answer of Google's. */
export function readRefusal(error: unknown): GoogleRefusal | null {
  if (!(error instanceof ApiError)) {
    return null;
  }
  const parsed = errorSchema.safeParse(parseJson(error.message));
  const body = parsed.success ? parsed.data.error : null;
  const details = body?.details ?? [];
  const isPage = body === null || /^\s*</.test(body.message);
  return {
    httpStatus: error.status,
    isPage,
    status: body?.status ?? '',
    message: isPage ? `Google answered HTTP ${error.status}` : body.message,
    reasons: details.flatMap(({ reason }) => reason ?? []),
    quotaIds: details.flatMap(({ violations }) => violations.flatMap((one) => one.quotaId ?? [])),
    retryAfterMs: details.map(({ retryDelay }) => milliseconds(retryDelay)).find(Boolean) ?? null,
  };
}

/** What a failed submit means for the generation. Only what certainly started nothing may be repeated. */
export function submitFailure(error: unknown, signal: AbortSignal): ProviderFailure {
  if (error instanceof ProviderFailure) {
    return error;
  }
  const refusal = readRefusal(error);
  if (refusal === null) {
    return !mayHaveArrived(error)
      ? new ProviderFailure('provider_unavailable', 'Google could not be reached', {
          retryable: true,
          cause: error,
        })
      : new ProviderFailure(
          'outcome_unknown',
          signal.aborted ? 'the submit was called off' : 'Google gave no readable answer',
          { cause: error },
        );
  }
  const { httpStatus, message, retryAfterMs } = refusal;
  const scope = scopeOf(refusal);
  const fail = (reason: ProviderFailure['reason'], retryable = false) =>
    new ProviderFailure(reason, message, { retryable, retryAfterMs, scope, cause: error });
  if (isOutOfMoney(refusal)) {
    return fail('provider_out_of_money');
  }
  if (httpStatus === 429) {
    const daily = refusal.quotaIds.some((id) => id.includes('PerDay'));
    return fail('provider_unavailable', !daily);
  }
  if (httpStatus === 503) {
    // "Overloaded": Google refuses the request before any work.
    return refusal.isPage ? fail('outcome_unknown') : fail('provider_unavailable', true);
  }
  if (httpStatus >= 500) {
    return fail('outcome_unknown');
  }
  const ours =
    refusal.reasons.includes('API_KEY_INVALID') ||
    refusal.status === 'FAILED_PRECONDITION' ||
    [401, 403, 404].includes(httpStatus);
  return fail(ours ? 'provider_unavailable' : 'invalid_input');
}

/**
 * A model that is removed, not open to this account, or has used up its own quota says nothing about the
 * others.
 */
function scopeOf({ httpStatus, isPage, status, quotaIds }: GoogleRefusal): FaultScope {
  const isModels =
    (httpStatus === 404 && !isPage) ||
    status === 'FAILED_PRECONDITION' ||
    (httpStatus === 429 && quotaIds.length > 0 && quotaIds.every((id) => /PerModel/i.test(id)));
  return isModels ? 'model' : 'provider';
}

/**
 * What it means that the state of a video could not be read.
 * @throws ProviderFailure, retryable, while the work may still be going on or done.
 */
export function stateOfRefusedPoll(error: unknown): ProviderState {
  const refusal = readRefusal(error);
  if (refusal?.httpStatus === 404 && !refusal.isPage) {
    return { state: 'failed', reason: 'outcome_unknown', detail: refusal.message };
  }
  throw new ProviderFailure(
    'provider_unavailable',
    refusal?.message ?? 'the state could not be read',
    { retryable: true, retryAfterMs: refusal?.retryAfterMs ?? null, cause: error },
  );
}

/** Used-up prepaid credits have no code of their own, only a sentence. */
function isOutOfMoney({ httpStatus, reasons, message, retryAfterMs }: GoogleRefusal): boolean {
  return (
    httpStatus === 402 ||
    reasons.includes('BILLING_DISABLED') ||
    (httpStatus === 429 && retryAfterMs === null && /credits are depleted/i.test(message))
  );
}

/** @param duration of protobuf's form: `3.5s`. */
function milliseconds(duration: string | undefined): number | null {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

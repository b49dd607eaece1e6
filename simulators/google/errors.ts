/** Errors in the format of Google's services: https://cloud.google.com/apis/design/errors */
import type { Answer, Fault } from '../simulatorServer.ts';

export function googleError(
  code: number,
  status: string,
  message: string,
  details: object[] = [],
): Answer {
  return { status: code, body: { error: { code, message, status, details } } };
}

const reason = (name: string) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: name,
  domain: 'googleapis.com',
});

export const googleErrors = {
  wrongKey: () =>
    googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      reason('API_KEY_INVALID'),
    ]),
  noCredits: () => googleError(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
  billingDisabled: () =>
    googleError(403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.', [
      reason('BILLING_DISABLED'),
    ]),
  /** @param retryDelay such as `3.5s`. */
  rateLimited: (retryDelay: string) =>
    googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
    ]),
  quotaOfTheDay: () =>
    googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel' }],
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '40s' },
    ]),
  overloaded: () => googleError(503, 'UNAVAILABLE', 'The model is overloaded.'),
  wrongCall: (model: string, call: string) =>
    googleError(
      404,
      'NOT_FOUND',
      `models/${model} is not found for API version v1beta, or is not supported for ${call}. Call ListModels to see the list of available models and their supported methods.`,
    ),
  notFound: (what: string) => googleError(404, 'NOT_FOUND', `${what} is not found.`),
} as const;

/** @param done whether the work is done despite the error. */
export function asFault(answer: Answer, done = false): Fault {
  return { kind: 'answer', answer, done };
}

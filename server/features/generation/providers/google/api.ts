/**
 * Calls of the Gemini API that Google's client does not offer, or does not let be monitored; refusals are the
 * client's own `ApiError`, so that one place reads both.
 */
import { ApiError } from '@google/genai';

export interface GoogleApiOptions {
  key: string;
  /** `GEMINI_API_ROOT`, without the version. */
  apiRoot: string;
  /** How long one call may take, in milliseconds. */
  timeoutMs: number;
}

/**
 * @param path such as `models/veo-3.1:predictLongRunning`
 * @returns the JSON of the answer
 * @throws ApiError when Google refuses, other errors when no answer is readable
 */
export type GoogleApi = (path: string, init: RequestInit, signal: AbortSignal) => Promise<unknown>;

export function createGoogleApi(options: GoogleApiOptions): GoogleApi {
  const root = `${options.apiRoot.replace(/\/+$/, '')}/v1beta`;
  return async (path, init, signal) => {
    const response = await fetch(`${root}/${path}`, {
      ...init,
      headers: {
        ...init.headers,
        'x-goog-api-key': options.key,
        'content-type': 'application/json',
      },
      // A redirect would carry the key elsewhere.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new ApiError({ message: text, status: response.status });
    }
    return JSON.parse(text);
  };
}

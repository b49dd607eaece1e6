/**
 * fal's own client, without its retries.
 *
 * By itself it repeats a submit after HTTP 429 and 5xx and after a broken connection, which can pay
 * for one picture several times; it hides response headers; and its hosts are fixed. All three are
 * decided by the `fetch` that it is given: this one sends calls to the configured root, ends them
 * in time, and turns every answer but a JSON object into an error that the client does not repeat.
 */
import { createFalClient, type FalClient } from '@fal-ai/client';
import { mayHaveArrived, networkCode } from '../callErrors.ts';
import { FAL_API_ROOT } from './config.ts';

export const FAL_JWKS_URL = 'https://rest.fal.ai/.well-known/jwks.json';

export interface FalQueueOptions {
  key: string;
  apiRoot: string;
  /** How long one call may take, in milliseconds. */
  timeoutMs: number;
}

export type FalCallProblem =
  /** An answer outside of 2xx. */
  | { kind: 'refused'; status: number; body: unknown; retryAfterMs: number | null }
  /** A 2xx answer that is not JSON. */
  | { kind: 'unreadable'; status: number }
  /** No answer; `sent` says whether fal may have got the request. */
  | { kind: 'no_answer'; sent: boolean };

/**
 * A call that returned no JSON. It has no `cause`: the client looks there for broken connections, and would
 * repeat the call.
 */
export class FalCallError extends Error {
  override readonly name = 'FalCallError';
  readonly problem: FalCallProblem;

  constructor(problem: FalCallProblem, source?: unknown) {
    super(describe(problem, source));
    this.problem = problem;
  }
}

export interface FalQueue extends Pick<FalClient['queue'], 'submit' | 'status' | 'result'> {
  /**
   * @returns fal's answer, which its client discards: only it distinguishes a removed request from a running
   * one.
   */
  cancel(model: string, requestId: string, signal: AbortSignal): Promise<unknown>;
}

/** Every call throws `FalCallError` unless fal answers 2xx with JSON. */
export function createFalQueue(options: FalQueueOptions): FalQueue {
  const call = strictFetch(options);
  const { queue } = createFalClient({ credentials: options.key, fetch: call });
  return {
    submit: queue.submit,
    status: queue.status,
    result: queue.result,
    async cancel(model, requestId, signal) {
      const url = `${FAL_API_ROOT}/${appOf(model)}/requests/${encodeURIComponent(requestId)}/cancel`;
      const headers = { authorization: `Key ${options.key}` };
      const response = await call(url, { method: 'PUT', headers, signal });
      return response.json();
    },
  };
}

/** A request belongs to the app, whatever the path of the model within it. */
function appOf(model: string): string {
  const parts = model.split('/');
  return parts.slice(0, parts[0] === 'workflows' || parts[0] === 'comfy' ? 3 : 2).join('/');
}

function strictFetch(options: FalQueueOptions): typeof fetch {
  const root = options.apiRoot.replace(/\/+$/, '');
  return async (input, init) => {
    const url = String(input).replace(FAL_API_ROOT, root);
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    if (signal.aborted) {
      throw new FalCallError({ kind: 'no_answer', sent: false }, signal.reason);
    }
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, { ...init, signal, redirect: 'error' });
      text = await response.text();
    } catch (source) {
      throw new FalCallError({ kind: 'no_answer', sent: mayHaveArrived(source) }, source);
    }
    const { status } = response;
    const body = parseObject(text);
    if (!response.ok) {
      const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
      throw new FalCallError({ kind: 'refused', status, body, retryAfterMs });
    }
    if (body === undefined) {
      throw new FalCallError({ kind: 'unreadable', status });
    }
    return Response.json(body, { status });
  };
}

/** @param header seconds; a date is ignored, since the clocks may differ. */
function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}

function parseObject(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function describe(problem: FalCallProblem, source: unknown): string {
  switch (problem.kind) {
    case 'refused':
      return `fal answered HTTP ${problem.status}`;
    case 'unreadable':
      return `fal answered HTTP ${problem.status} with something else than JSON`;
    case 'no_answer':
      return `fal gave no answer (${networkCode(source) ?? (source instanceof Error ? source.name : 'unknown')})`;
  }
}

/**
 * How a call reaches YooKassa and when it is retried.  The rules of retrying are YooKassa's: HTTP 5xx and a
 * lost answer leave the outcome unknown, so the same body is sent again under the same idempotence key; 429
 * waits; any other 4xx is final.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ZodType } from 'zod';
import { toStorable } from '../../../../core/storable.ts';
import { YooKassaError } from './errors.ts';
import { errorSchema } from './types.ts';

export interface YooKassaTransportOptions {
  shopId: string;
  secretKey: string;
  apiRoot: string;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs: number;
  /** Pauses before the second, third … attempt, in milliseconds. */
  retryDelaysMs: readonly number[];
}

export interface YooKassaCall<Result> {
  /** Identifies the call in errors. */
  operation: string;
  path: string;
  schema: ZodType<Result>;
  post?: { body: unknown; idempotenceKey: string };
  signal?: AbortSignal | undefined;
}

/** @throws YooKassaError, or the signal's reason when the signal ends the call. */
export type YooKassaTransport = <Result>(call: YooKassaCall<Result>) => Promise<Result>;

const RETRY_AFTER_MAX_MS = 10_000;
const IDEMPOTENCE_KEY = /^[0-9a-zA-Z+\-_.]{1,64}$/;

export function createTransport(options: YooKassaTransportOptions): YooKassaTransport {
  const apiRoot = options.apiRoot.replace(/\/+$/, '');
  const credentials = Buffer.from(`${options.shopId}:${options.secretKey}`).toString('base64');

  async function attempt<Result>(call: YooKassaCall<Result>): Promise<Result> {
    const { response, text } = await send(call);
    const body = parseJson(text);
    if (!response.ok) {
      throw errorOf(call.operation, response, body);
    }
    const parsed = call.schema.safeParse(body);
    if (!parsed.success) {
      throw new YooKassaError('unexpected_answer', {
        operation: call.operation,
        status: response.status,
        cause: parsed.error,
      });
    }
    return parsed.data;
  }

  async function send(call: YooKassaCall<unknown>): Promise<{ response: Response; text: string }> {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const headers = { authorization: `Basic ${credentials}`, accept: 'application/json' };
    const request: RequestInit =
      call.post === undefined
        ? { method: 'GET', headers }
        : {
            method: 'POST',
            headers: {
              ...headers,
              'content-type': 'application/json',
              'idempotence-key': call.post.idempotenceKey,
            },
            body: JSON.stringify(call.post.body),
          };
    try {
      const response = await fetch(`${apiRoot}${call.path}`, {
        ...request,
        // A redirect would carry the shop's credentials elsewhere.
        redirect: 'error',
        signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      call.signal?.throwIfAborted();
      throw new YooKassaError('outcome_unknown', { operation: call.operation, cause });
    }
  }

  return async function perform<Result>(call: YooKassaCall<Result>): Promise<Result> {
    if (call.post !== undefined && !IDEMPOTENCE_KEY.test(call.post.idempotenceKey)) {
      throw new RangeError('an idempotence key has 1-64 characters of 0-9 a-z A-Z + - _ .');
    }
    for (const delay of options.retryDelaysMs) {
      try {
        return await attempt(call);
      } catch (error) {
        if (!(error instanceof YooKassaError) || error.kind === 'rejected') {
          throw error;
        }
        await sleep(pauseAfter(error, delay), undefined, { signal: call.signal }).catch(() =>
          call.signal?.throwIfAborted(),
        );
      }
    }
    return attempt(call);
  };
}

/** The pause requested by YooKassa, else the planned one, with jitter. */
function pauseAfter(error: YooKassaError, plannedMs: number): number {
  if (error.retryAfterMs !== null) {
    return Math.min(Math.max(error.retryAfterMs, plannedMs), RETRY_AFTER_MAX_MS);
  }
  return plannedMs * (0.75 + Math.random() / 2);
}

function errorOf(operation: string, response: Response, body: unknown): YooKassaError {
  const parsed = errorSchema.safeParse(body);
  return new YooKassaError(kindOf(response.status), {
    operation,
    status: response.status,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
    ...(parsed.success ? parsed.data : {}),
  });
}

function kindOf(status: number): YooKassaError['kind'] {
  if (status === 429) {
    return 'rate_limited';
  }
  return status >= 400 && status < 500 ? 'rejected' : 'outcome_unknown';
}

/** Only the form in seconds is read; a date is ignored, since the clocks may differ. */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}

function parseJson(text: string): unknown {
  try {
    return toStorable(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * fal's webhooks: an Ed25519 signature in hex over the request id, the user id, the time and the
 * SHA-256 of the body, one per line; the public keys may be kept for 24 hours.
 * https://docs.fal.ai/model-endpoints/webhooks
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { throttledFetch } from '../../../../core/throttledFetch.ts';
import { loose } from '../reading.ts';

/** The state is read from the queue, so only the request's id is needed. */
export const falWebhookSchema = z.object({
  request_id: z.string().regex(/^[\w.:-]{1,100}$/),
  status: loose(z.enum(['OK', 'ERROR'])),
  error: loose(z.string()),
});
/** A hint that a request has ended; its state is read from the queue. */
export type FalWebhook = z.infer<typeof falWebhookSchema>;

export interface FalWebhookVerifierOptions {
  jwksUrl: string;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}

export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * @param headers with names in lower case, as Node gives them.
 * @param rawBody the bytes as they came.
 * @returns the webhook, or null when it is not fal's, too old, or from the future.
 * @throws Error when fal's keys could not be read: answer 503, and fal will repeat.
 */
export type FalWebhookVerifier = (
  headers: WebhookHeaders,
  rawBody: Buffer,
) => Promise<FalWebhook | null>;

const TOLERANCE_MS = 5 * 60_000;
const KEYS_LIVE_MS = 24 * 60 * 60_000;
/** However many forged webhooks come, and whether the keys could be read or not. */
const KEYS_PAUSE_MS = 60_000;
const KEYS_TIMEOUT_MS = 10_000;

const jwksSchema = z.object({
  keys: z
    .array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }))
    .min(1),
});

export function createFalWebhookVerifier(options: FalWebhookVerifierOptions): FalWebhookVerifier {
  const now = options.now ?? Date.now;
  let keys: KeyObject[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const refresh = throttledFetch(
    async () => {
      keys = await fetchKeys(options.jwksUrl);
      readAt = now();
    },
    KEYS_PAUSE_MS,
    now,
  );

  return async function verifyFalWebhook(headers, rawBody) {
    const signed = readSignature(headers, rawBody);
    if (signed === null || Math.abs(now() - signed.at) > TOLERANCE_MS) {
      return null;
    }
    const areOld = () => now() - readAt > KEYS_LIVE_MS;
    const isSigned = () => keys.some((key) => verify(null, signed.message, key, signed.signature));
    if (areOld()) {
      await refresh();
    } else if (!isSigned()) {
      // The keys may have changed; when that can't be checked, the cached ones decide.
      await refresh().catch(() => undefined);
    }
    return isSigned() ? readBody(rawBody) : null;
  };
}

interface Signed {
  at: number;
  message: Buffer;
  signature: Buffer;
}

function readSignature(headers: WebhookHeaders, rawBody: Buffer): Signed | null {
  const [requestId, userId, timestamp, signature] = [
    'request-id',
    'user-id',
    'timestamp',
    'signature',
  ]
    .map((name) => headers[`x-fal-webhook-${name}`])
    .map((value) => (typeof value === 'string' ? value : undefined));
  if (
    requestId === undefined ||
    userId === undefined ||
    timestamp === undefined ||
    !/^\d{1,12}$/.test(timestamp) ||
    signature === undefined ||
    !/^[0-9a-f]{128}$/i.test(signature)
  ) {
    return null;
  }
  const digest = createHash('sha256').update(rawBody).digest('hex');
  return {
    at: Number(timestamp) * 1000,
    message: Buffer.from([requestId, userId, timestamp, digest].join('\n')),
    signature: Buffer.from(signature, 'hex'),
  };
}

function readBody(rawBody: Buffer): FalWebhook | null {
  try {
    return falWebhookSchema.parse(JSON.parse(rawBody.toString('utf8')));
  } catch {
    return null;
  }
}

/** @throws Error unless the URL returns Ed25519 keys. */
async function fetchKeys(jwksUrl: string): Promise<KeyObject[]> {
  const response = await fetch(jwksUrl, {
    redirect: 'error',
    signal: AbortSignal.timeout(KEYS_TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new Error(`fal's keys could not be read: HTTP ${response.status}`);
  }
  const { keys } = jwksSchema.parse(await response.json());
  return keys.map(({ kty, crv, x }) => createPublicKey({ key: { kty, crv, x }, format: 'jwk' }));
}

/**
 * Downloads what a provider made. The URL comes from outside, so it must not lead to internal addresses:
 * every connection (redirects included) is checked by the IP address that it really goes to.
 */
import { lookup as resolveName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch } from 'undici';

const MAX_MS = 120_000;
const MAX_SILENCE_MS = 30_000;
const MAX_REDIRECTS = 5;

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  /** Whether the same download may work later. */
  readonly retryable: boolean;
  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}

export interface DownloadRules {
  /** The maximum size of the file. */
  maxBytes: number;
  /** Origins that may be internal: API roots that the operator has configured. */
  trustedOrigins: readonly string[];
  signal: AbortSignal;
}

/** Whether an address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** The URL can never be downloaded, now or later. */
function refuse(message: string, cause?: unknown): DownloadError {
  return new DownloadError(message, { retryable: false, cause });
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found ?? [];
    const refused = error ?? addresses.find(({ address }) => !isPublicAddress(address));
    if (refused || addresses.length === 0) {
      callback(error ?? refuse(`${hostname} does not lie on the public internet`), '', 4);
    } else if (options.all) {
      callback(null, addresses);
    } else {
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    }
  });
};

function createGuard(trustedOrigins: readonly string[]): Agent {
  const open = buildConnector({ timeout: 10_000 });
  const guarded = buildConnector({ timeout: 10_000, lookup: guardedLookup });
  return new Agent({
    headersTimeout: MAX_SILENCE_MS,
    bodyTimeout: MAX_SILENCE_MS,
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      const port = options.port ? `:${options.port}` : '';
      const written = host.includes(':') ? `[${host}]` : host;
      const origin = URL.parse(`${options.protocol}//${written}${port}`)?.origin ?? '';
      if (trustedOrigins.includes(origin)) {
        open(options, callback);
      } else if (ipaddr.isValid(host) && !isPublicAddress(host)) {
        callback(refuse(`${host} does not lie on the public internet`), null);
      } else {
        guarded(options, callback);
      }
    },
  });
}

function parseAddress(address: string, trustedOrigins: readonly string[], base?: URL): URL {
  const url = URL.parse(address, base);
  if (!url) {
    throw refuse('the file has no address that can be read');
  }
  if (url.protocol !== 'https:' && !trustedOrigins.includes(url.origin)) {
    throw refuse(`not a safe address: ${url.origin}`);
  }
  return url;
}

/** The refusal behind an error of `fetch`, which carries it as a cause. */
function refusalIn(error: unknown): DownloadError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DownloadError) {
      return cause;
    }
  }
  return null;
}

async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      throw refuse(`larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws DownloadError */
export async function download(address: string, rules: DownloadRules): Promise<Buffer> {
  const dispatcher = createGuard(rules.trustedOrigins);
  const signal = AbortSignal.any([rules.signal, AbortSignal.timeout(MAX_MS)]);
  try {
    let url = parseAddress(address, rules.trustedOrigins);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await fetch(url, { dispatcher, signal, redirect: 'manual' });
      const target =
        response.status >= 300 && response.status < 400 && response.headers.get('location');
      if (target) {
        await response.body?.cancel();
        url = parseAddress(target, rules.trustedOrigins, url);
        continue;
      }
      if (!response.ok || !response.body) {
        const retryable = response.status >= 500 || [408, 425, 429].includes(response.status);
        throw new DownloadError(`HTTP ${response.status}`, { retryable });
      }
      return await readBody(response.body, rules.maxBytes);
    }
    throw refuse('too many redirects');
  } catch (error) {
    rules.signal.throwIfAborted();
    throw (
      refusalIn(error) ??
      new DownloadError('the download broke off', { retryable: true, cause: error })
    );
  } finally {
    await dispatcher.destroy();
  }
}

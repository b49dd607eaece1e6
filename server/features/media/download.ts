/**
 * Downloads what a provider made. The address comes from outside, so it may not lead inside: every
 * connection (redirects included) is checked against the address that it really goes to.
 */
import { lookup as resolveName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch } from 'undici';

const LONGEST_MS = 120_000;
const LONGEST_SILENCE_MS = 30_000;
const MOST_REDIRECTS = 5;

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
  /** The file may not be larger. */
  mostBytes: number;
  /** Origins that may lie inside: API roots that the operator has configured. */
  trustedOrigins: readonly string[];
  signal: AbortSignal;
}

/** Whether an address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, found) => {
    const addresses = found ?? [];
    const refused = error ?? addresses.find(({ address }) => !isPublicAddress(address));
    if (refused || addresses.length === 0) {
      callback(error ?? new Error(`${hostname} does not lie on the public internet`), '', 4);
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
    headersTimeout: LONGEST_SILENCE_MS,
    bodyTimeout: LONGEST_SILENCE_MS,
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      const port = options.port ? `:${options.port}` : '';
      const origin = new URL(`${options.protocol}//${options.hostname}${port}`).origin;
      if (trustedOrigins.includes(origin)) {
        open(options, callback);
      } else if (ipaddr.isValid(host) && !isPublicAddress(host)) {
        callback(new Error(`${host} does not lie on the public internet`), null);
      } else {
        guarded(options, callback);
      }
    },
  });
}

function assertAllowed(url: URL, trustedOrigins: readonly string[]): void {
  if (url.protocol !== 'https:' && !trustedOrigins.includes(url.origin)) {
    throw new DownloadError(`not a safe address: ${url.origin}`, { retryable: false });
  }
}

async function readBody(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) {
      throw new DownloadError(`larger than ${mostBytes} bytes`, { retryable: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws DownloadError */
export async function download(address: string, rules: DownloadRules): Promise<Buffer> {
  const dispatcher = createGuard(rules.trustedOrigins);
  const signal = AbortSignal.any([rules.signal, AbortSignal.timeout(LONGEST_MS)]);
  try {
    let url = new URL(address);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      assertAllowed(url, rules.trustedOrigins);
      const response = await fetch(url, { dispatcher, signal, redirect: 'manual' });
      const target =
        response.status >= 300 && response.status < 400 && response.headers.get('location');
      if (target) {
        await response.body?.cancel();
        url = new URL(target, url);
        continue;
      }
      if (!response.ok || !response.body) {
        const retryable = response.status >= 500 || [408, 425, 429].includes(response.status);
        throw new DownloadError(`HTTP ${response.status}`, { retryable });
      }
      return await readBody(response.body, rules.mostBytes);
    }
    throw new DownloadError('too many redirects', { retryable: false });
  } catch (error) {
    rules.signal.throwIfAborted();
    if (error instanceof DownloadError) {
      throw error;
    }
    throw new DownloadError('the download broke off', { retryable: true, cause: error });
  } finally {
    await dispatcher.destroy();
  }
}

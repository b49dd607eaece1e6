/**
 * Videos of the Gemini API are read with the key, so they are read here: the key must not become part of a
 * URL that others store or follow.
 */
import { ProviderFailure } from '../provider.ts';

export interface DownloadOptions {
  key: string;
  /** The only origin that gets the key. */
  apiRoot: string;
  maxBytes: number;
  timeoutMs: number;
  signal: AbortSignal;
}

const REDIRECTS_MAX = 3;
const MP4_BRAND_AT = 4;

/**
 * @returns the bytes of an MP4.
 * @throws ProviderFailure: `result_unusable` permanently, or retryable while it may still be readable.
 */
export async function downloadVideo(uri: string, options: DownloadOptions): Promise<Buffer> {
  const bytes = await readAll(await open(uri, options), options);
  if (bytes.subarray(MP4_BRAND_AT, MP4_BRAND_AT + 4).toString('latin1') !== 'ftyp') {
    throw unusable('the file is no MP4');
  }
  return bytes;
}

async function open(uri: string, options: DownloadOptions): Promise<Response> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]);
  let url = parseAddress(uri);
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    const response = await request(url, options, signal);
    const location = response.headers.get('location');
    if (response.ok) {
      return response;
    }
    await response.body?.cancel();
    if (response.status < 300 || response.status >= 400 || location === null) {
      throw refused(response.status);
    }
    url = parseAddress(location, url);
  }
  throw unusable('the file is behind too many redirects');
}

async function request(url: URL, options: DownloadOptions, signal: AbortSignal): Promise<Response> {
  const isApi = url.origin === new URL(options.apiRoot).origin;
  if (!isApi && !isGoogleStorage(url)) {
    throw unusable(`the file is at ${url.host}, which is not Google's`);
  }
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal,
      headers: isApi ? { 'x-goog-api-key': options.key } : {},
    });
  } catch (cause) {
    throw unread(cause);
  }
}

function parseAddress(address: string, base?: URL): URL {
  const url = URL.parse(address, base);
  if (url === null) {
    throw unusable('the file has no address');
  }
  return url;
}

function isGoogleStorage(url: URL): boolean {
  return url.protocol === 'https:' && /\.(googleapis|googleusercontent)\.com$/.test(url.hostname);
}

async function readAll(response: Response, options: DownloadOptions): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > options.maxBytes) {
        break;
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    throw unread(cause);
  }
  if (size > options.maxBytes) {
    throw unusable(`the file is larger than ${options.maxBytes} bytes`);
  }
  return Buffer.concat(chunks);
}

function refused(status: number): ProviderFailure {
  return status === 429 || status >= 500 || status === 401 || status === 403
    ? unread(undefined, `Google answered HTTP ${status} for the file`)
    : unusable(`Google answered HTTP ${status} for the file`);
}

function unusable(detail: string): ProviderFailure {
  return new ProviderFailure('result_unusable', detail);
}

function unread(cause: unknown, detail = 'the file could not be read'): ProviderFailure {
  return new ProviderFailure('provider_unavailable', detail, { retryable: true, cause });
}

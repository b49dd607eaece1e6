/**
 * Reads launch parameters as clients really send them. Telegram promises a query string whose
 * `tgWebAppData` is a query string encoded once more; some clients forget the second encoding, some do
 * it twice, and any field can be missing or odd. Only the signed data, the version and the platform
 * matter; every other field has its own default.
 * https://docs.telegram-mini-apps.com/platform/launch-parameters
 */
import { isRecord } from './host.ts';
import { type Palette, readPalette } from './palette.ts';

export interface LaunchParams {
  /** As signed, for the server; empty when the client passed none. */
  rawInitData: string;
  startParam: string | null;
  /** Null when it is missing or is no number. */
  version: string | null;
  platform: string;
  theme: Palette;
  user: Record<string, unknown> | null;
}

/** The parameters of an address: after `#`, `?`, or both. */
export function queryOf(address: string): string {
  return address.replace(/^[^?#]*[?#]?/, '').replace(/[?#]/g, '&');
}

/** Whether a query string comes from a Telegram client. */
export function isLaunchQuery(query: string): boolean {
  return /(^|&)tgWebApp(Data|Version|Platform)=/.test(query);
}

export function parseLaunchParams(query: string): LaunchParams {
  const parts = query.split('&');
  const rawInitData = printable(initDataIn(parts));
  const params = new URLSearchParams(query);
  const signed = new URLSearchParams(rawInitData);
  const version = params.get('tgWebAppVersion') ?? '';
  return {
    rawInitData,
    startParam: params.get('tgWebAppStartParam') || signed.get('start_param') || null,
    version: /^\d+(\.\d+)*$/.test(version) ? version : null,
    platform: params.get('tgWebAppPlatform') || 'unknown',
    theme: readPalette(json(params.get('tgWebAppThemeParams'))),
    user: recordOf(json(signed.get('user'))),
  };
}

const DATA = 'tgWebAppData=';
/** No client encodes more often than this. */
const MAX_ENCODINGS = 3;

function initDataIn(parts: readonly string[]): string {
  const at = parts.findIndex((part) => part.startsWith(DATA));
  const first = parts[at];
  if (first === undefined) {
    return '';
  }
  const value = first.slice(DATA.length);
  const rest = parts.slice(at + 1);
  const end = rest.findIndex((part) => part.startsWith('tgWebApp'));
  const following = rest.slice(0, end < 0 ? undefined : end);
  if (value.includes('=') || following.some((part) => part.startsWith('hash='))) {
    // The second encoding is missing: its pairs follow as parameters of their own.
    return [value, ...following].join('&');
  }
  let decoded = decode(value);
  for (let i = 1; i < MAX_ENCODINGS && decoded !== '' && !decoded.includes('='); i++) {
    decoded = decode(decoded);
  }
  return decoded;
}

/** A malformed sequence stays as it is. */
function decode(value: string): string {
  return new URLSearchParams(`v=${value}`).get('v') ?? '';
}

/** HTTP headers take ASCII only; the server reads encoded and plain characters alike. */
function printable(rawInitData: string): string {
  return rawInitData.replace(/[^\x21-\x7e]+/g, (text) => {
    try {
      return encodeURIComponent(text);
    } catch {
      return '';
    }
  });
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return isRecord(value) ? value : null;
}

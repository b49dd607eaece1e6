import { badRequest } from './errors.ts';
import type { StoredFile } from './files.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const DOWNLOAD_TIMEOUT_MS = 10_000;
const MEGABYTE = 1024 * 1024;

/** The files that Telegram accepts by address: https://core.telegram.org/bots/api#sending-files */
export const DOWNLOADS = {
  photo: { maxBytes: 5 * MEGABYTE, mime: /^image\// },
  /** Of inline results; a prepared message shows it in other people's chats. */
  jpeg: { maxBytes: 5 * MEGABYTE, mime: /^image\/jpeg$/ },
  video: { maxBytes: 20 * MEGABYTE, mime: /^video\/mp4$/ },
  document: { maxBytes: 20 * MEGABYTE, mime: /^application\/(pdf|zip)$/ },
  story: { maxBytes: 20 * MEGABYTE, mime: /^(image\/(jpeg|png)|video\/mp4)$/ },
} as const;

export type DownloadKind = keyof typeof DOWNLOADS;

/** Whether the simulator can download from an address: nothing outside this machine can be reached. */
export function isOnThisMachine(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && LOOPBACK.test(url.hostname);
}

/** Downloads a file as Telegram does when a message is sent. @throws BotApiError 400 in its words. */
export async function download(address: string, kind: DownloadKind): Promise<StoredFile> {
  const { maxBytes, mime: accepted } = DOWNLOADS[kind];
  const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
  const response = await fetch(address, { signal }).catch(() => null);
  if (!response?.ok) throw badRequest('failed to get HTTP URL content');
  const mime = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
  if (!accepted.test(mime)) throw badRequest('wrong type of the web page content');
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length > maxBytes) throw badRequest('failed to get HTTP URL content');
  return { bytes, mime };
}

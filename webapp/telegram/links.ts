import { call, isRecord, request, supports } from './host.ts';

/** Opens a page in the browser outside of Telegram; only in answer to a tap. */
export function openOutside(url: string): void {
  if (!call('web_app_open_link', { url })) {
    window.open(url, '_blank', 'noopener');
  }
}

/** Opens a `t.me` address inside Telegram. */
export function openInTelegram(url: string): void {
  const { hostname, pathname, search } = new URL(url);
  const isOurs = hostname === 't.me';
  if (!isOurs || !call('web_app_open_tg_link', { path_full: pathname + search })) {
    openOutside(url);
  }
}

/** Lets the person choose a chat for a link. */
export function shareLink(url: string, text: string): void {
  // Telegram would show a plus sign instead of a space.
  const query = new URLSearchParams({ url, text }).toString().replace(/\+/g, '%20');
  openInTelegram(`https://t.me/share/url?${query}`);
}

/** Long enough to choose a chat or a file name; after that the client counts as silent. */
const ANSWER_TIMEOUT_MS = 120_000;

/** Whether prepared messages (8.0) can be sent; else use `shareLink`. */
export function canShareMessage(): boolean {
  return supports('web_app_send_prepared_message');
}

/**
 * Offers a message that the server has prepared to a chat (8.0).
 * @returns whether it was sent; false also when the client does not report it.
 */
export async function sharePreparedMessage(id: string): Promise<boolean> {
  const sent = await request('web_app_send_prepared_message', {
    data: { id },
    answers: ['prepared_message_sent', 'prepared_message_failed'],
    read: (_, event) => event === 'prepared_message_sent',
    timeoutMs: ANSWER_TIMEOUT_MS,
    covers: true,
  });
  return sent ?? false;
}

/** Whether the story editor (7.8) is there; hide the action when not. */
export function canShareStory(): boolean {
  return supports('web_app_share_to_story');
}

/** Opens the story editor with a picture; the link widget shows for Premium people only. */
export function shareToStory(mediaUrl: string, text: string, link?: string): void {
  const widget = link ? { widget_link: { url: link } } : {};
  call('web_app_share_to_story', { media_url: mediaUrl, text: text.slice(0, 200), ...widget });
}

export type DownloadOutcome = 'saved' | 'opened' | 'refused';

/** Saves a file through Telegram's own dialog (8.0), or opens its address, which is served as an attachment. */
export async function saveFile(url: string, fileName: string): Promise<DownloadOutcome> {
  const absolute = new URL(url, location.href).href;
  if (!supports('web_app_request_file_download')) {
    openOutside(absolute);
    return 'opened';
  }
  const status = await request('web_app_request_file_download', {
    data: { url: absolute, file_name: fileName },
    answers: ['file_download_requested'],
    read: (data) => (isRecord(data) ? data.status : undefined),
    timeoutMs: ANSWER_TIMEOUT_MS,
    covers: true,
  });
  return status === 'downloading' ? 'saved' : 'refused';
}

/** Copies text to the clipboard. Some webviews only have `execCommand`, which needs a selection. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.top = '0';
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}

import {
  copyTextToClipboard,
  downloadFile,
  openLink,
  openTelegramLink,
  shareMessage,
  shareStory,
  shareURL,
} from '@telegram-apps/sdk-react';

/** Opens a page in the outside browser; only in answer to a tap. */
export function openOutside(url: string): void {
  if (!openLink.ifAvailable(url)[0]) {
    window.open(url, '_blank', 'noopener');
  }
}

/** Opens a `t.me` address inside Telegram. */
export function openInTelegram(url: string): void {
  if (!openTelegramLink.ifAvailable(url)[0]) {
    openOutside(url);
  }
}

/** Lets the person choose a chat for a link. */
export function shareLink(url: string, text: string): void {
  if (!shareURL.ifAvailable(url, text)[0]) {
    const query = new URLSearchParams({ url, text });
    openOutside(`https://t.me/share/url?${query}`);
  }
}

/** Whether prepared messages (8.0) can be sent; else use `shareLink`. */
export function canShareMessage(): boolean {
  return shareMessage.isAvailable();
}

/**
 * Offers a message that the server has prepared to a chat (8.0).
 * @returns false when the person did not send it.
 */
export async function sharePreparedMessage(id: string): Promise<boolean> {
  try {
    await shareMessage(id);
    return true;
  } catch {
    return false;
  }
}

/** Whether the story editor (7.8) is there; hide the action when not. */
export function canShareStory(): boolean {
  return shareStory.isAvailable();
}

/** Opens the story editor with a picture; the link widget shows for Premium people only. */
export function shareToStory(mediaUrl: string, text: string, link?: string): void {
  const widget = link ? { widgetLink: { url: link } } : {};
  shareStory.ifAvailable(mediaUrl, { text: text.slice(0, 200), ...widget });
}

export type DownloadOutcome = 'saved' | 'opened' | 'refused';

/** Saves a file by Telegram's own question (8.0), or opens its address, which is an attachment. */
export async function saveFile(url: string, fileName: string): Promise<DownloadOutcome> {
  const absolute = new URL(url, location.href).href;
  const [called, done] = downloadFile.ifAvailable(absolute, fileName);
  if (!called) {
    openOutside(absolute);
    return 'opened';
  }
  return done.then(
    () => 'saved' as const,
    () => 'refused' as const,
  );
}

/** Puts text on the clipboard; the SDK has a way that works in webviews too. */
export async function copyText(text: string): Promise<boolean> {
  return copyTextToClipboard(text).then(
    () => true,
    () => false,
  );
}

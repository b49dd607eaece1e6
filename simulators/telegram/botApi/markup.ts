import type { InlineKeyboardMarkup } from 'grammy/types';
import { z } from 'zod';
import { isOnThisMachine } from '../download.ts';
import { type BotApiError, badRequest } from '../errors.ts';

/** Telegram reaches HTTPS addresses only; the simulator reaches this machine as well. */
export function isReachableUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || (protocol === 'http:' && isOnThisMachine(text));
}

export function webAppUrlProblem(url: string): BotApiError | null {
  if (isReachableUrl(url)) return null;
  return badRequest(
    `inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`,
  );
}

const button = z.looseObject({
  text: z.string().min(1, 'text buttons are empty'),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  web_app: z.object({ url: z.string() }).optional(),
});

export const replyMarkup = z
  .looseObject({ inline_keyboard: z.array(z.array(button)).optional() })
  .optional();

/** The checked inline keyboard; undefined for other kinds of markup, which are not shown here. */
export function inlineKeyboard(
  markup: z.infer<typeof replyMarkup>,
): InlineKeyboardMarkup | undefined {
  if (!markup?.inline_keyboard) return undefined;
  for (const item of markup.inline_keyboard.flat()) {
    const problem = item.web_app && webAppUrlProblem(item.web_app.url);
    if (problem) throw problem;
    if (item.callback_data && Buffer.byteLength(item.callback_data) > 64) {
      throw badRequest('BUTTON_DATA_INVALID');
    }
  }
  return { inline_keyboard: markup.inline_keyboard } as InlineKeyboardMarkup;
}

const HTML_TAGS =
  /^(b|strong|i|em|u|ins|s|strike|del|span|tg-spoiler|a|code|pre|blockquote|tg-emoji)$/;

/** Refuses HTML that Telegram would refuse: unknown, unclosed or crossed tags. */
export function checkHtml(text: string): void {
  const open: string[] = [];
  for (const [, closing, name = ''] of text.matchAll(/<(\/?)([^\s>]*)[^>]*>/g)) {
    if (!HTML_TAGS.test(name)) {
      throw badRequest(`can't parse entities: Unsupported start tag "${name}"`);
    }
    if (!closing) open.push(name);
    else if (open.pop() !== name) {
      throw badRequest(`can't parse entities: Unmatched end tag "${name}"`);
    }
  }
  const unclosed = open.pop();
  if (unclosed) {
    throw badRequest(`can't parse entities: Can't find end tag corresponding to "${unclosed}"`);
  }
}

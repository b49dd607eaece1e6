import type { Message } from 'grammy/types';
import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { type Call, json } from './call.ts';
import { checkHtml, inlineKeyboard, replyMarkup } from './markup.ts';

export const markup = json(replyMarkup);
/** What every message can have. */
export const content = { parse_mode: z.string().optional(), reply_markup: markup };

/** A message as people see it, plus the parse mode, which the host page needs to show it. */
export type Stored = Partial<Message> & { parse_mode?: string };

/** @throws BotApiError 400 for HTML that Telegram refuses and for too long texts. */
export function formatted(text: string, parseMode: string | undefined, limit: number): string {
  if (parseMode === 'HTML') checkHtml(text);
  if (text.length > limit) throw badRequest('message is too long');
  return text;
}

export function withMarkup(parts: Stored, keyboard: z.infer<typeof replyMarkup>): Stored {
  const inline = inlineKeyboard(keyboard);
  return { ...parts, ...(inline && { reply_markup: inline }) };
}

/** @throws BotApiError 400 "chat not found" */
export function userOf({ world }: Call, id: number | string): number {
  return world.person(id).id;
}

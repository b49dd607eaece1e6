import { z } from 'zod';
import type { Chats } from '../chats.ts';
import { badRequest } from '../errors.ts';
import type { Stars } from '../stars.ts';
import type { TelegramWorld } from '../world.ts';

/** What a Bot API method works with. */
export interface Call {
  /** Name of the bot whose token was used. */
  bot: string;
  world: TelegramWorld;
  chats: Chats;
  stars: Stars;
}

export type Params = Record<string, unknown>;
export type Method = (call: Call, params: Params) => unknown;

/** A method whose parameters are checked by `schema`; a failed check is Telegram's 400. */
export function method<S extends z.ZodType>(
  schema: S,
  run: (call: Call, params: z.infer<S>) => unknown,
): Method {
  return (call, params) => {
    const parsed = schema.safeParse(params);
    if (parsed.success) return run(call, parsed.data);
    const issue = parsed.error.issues[0];
    throw badRequest(`${issue?.path.join('.') || 'parameters'}: ${issue?.message ?? 'invalid'}`);
  };
}

/** Forms carry everything as text, JSON bodies carry real values; both are legal. */
export const int = z.coerce.number().int();
export const bool = z.preprocess((v) => v === true || v === 'true' || v === '1', z.boolean());
export const chatId = z.preprocess(
  (v) => (typeof v === 'string' && /^-?\d+$/.test(v) ? Number(v) : v),
  z.union([z.number().int(), z.string().min(1)]),
);

/** An object or array, which forms carry as JSON text. */
export function json<S extends z.ZodType>(schema: S) {
  return z.preprocess((v) => {
    if (typeof v !== 'string') return v;
    try {
      return JSON.parse(v);
    } catch {
      return undefined;
    }
  }, schema);
}

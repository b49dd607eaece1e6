/** Keys of bots, as admins see them. */
import { z } from 'zod';
import { reason } from './admin.ts';
import { isoTime, requestId, rowId } from './primitives.ts';

export const botKeyFacts = z.object({
  id: rowId,
  botName: z.string(),
  /** The last characters of the key. */
  hint: z.string(),
  trusted: z.boolean(),
  createdBy: z.string(),
  createdAt: isoTime,
  lastUsedAt: isoTime.nullable(),
  revokedAt: isoTime.nullable(),
});
export type BotKeyFacts = z.infer<typeof botKeyFacts>;

export const botKeysOutput = z.object({
  keys: z.array(botKeyFacts),
  /** The bots of BOTS; others may have keys as well. */
  bots: z.array(z.string()),
});
export const createBotKeyInput = z.object({
  requestId,
  botName: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/),
  trusted: z.boolean().default(false),
  reason,
});
/** The key itself is returned once: null when the same call is repeated. */
export const createBotKeyOutput = botKeyFacts.extend({ key: z.string().nullable() });
export const revokeBotKeyInput = z.object({ requestId, id: rowId, reason });

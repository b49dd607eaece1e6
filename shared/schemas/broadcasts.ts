/** Broadcasts: one message of an admin to many people. */
import { z } from 'zod';
import { planKinds } from '../catalog/plans.ts';
import {
  broadcastPaths,
  broadcastStates,
  broadcastSteps,
  MAX_BUTTON_LENGTH,
  MAX_MESSAGE_LENGTH,
} from '../closedSets.ts';
import type { Language } from '../language.ts';
import { role } from './me.ts';
import {
  code,
  count,
  id,
  idCursor,
  isoTime,
  language,
  localized,
  pageSize,
  requestId,
  time,
  visibleText,
} from './primitives.ts';

const MAX_DAYS = 3650;

/** The audience of a broadcast: people who match everything that is not null. */
export const broadcastAudience = z.object({
  /** The language that the person reads. */
  language: language.nullable(),
  /** Who has met this bot; it is the bot that writes. Null: everybody hears from their first bot. */
  bot: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/)
    .nullable(),
  /** Who used the app within so many days, or did not. */
  activity: z.object({ seen: z.boolean(), days: z.int().min(1).max(MAX_DAYS) }).nullable(),
  /** Who holds a plan now, or holds none; a plan of one kind with its code. */
  plan: z
    .discriminatedUnion('held', [
      z.object({ held: z.literal(true), code: code.nullable() }),
      z.object({ held: z.literal(false) }),
    ])
    .nullable(),
  role: role.nullable(),
});
export type BroadcastAudience = z.infer<typeof broadcastAudience>;

export const broadcastSizeInput = z.object({ audience: broadcastAudience });
export const broadcastSizeOutput = z.object({
  /** Who matches. */
  matching: count,
  /** Those of them to whom the bot may not write. */
  unreachable: count,
  /** Those of them who have not switched promotions on. */
  declined: count,
  /** Who will receive it. */
  recipients: count,
});
export type BroadcastSize = z.infer<typeof broadcastSizeOutput>;

/** A text in every language, as an admin writes it. */
function written(max: number) {
  return z.object({ ru: visibleText(max), en: visibleText(max) } satisfies Record<
    Language,
    z.ZodType
  >);
}

const content = z.object({
  /** At most 1024 units with a picture. */
  text: written(MAX_MESSAGE_LENGTH),
  button: z.object({ path: z.enum(broadcastPaths), label: written(MAX_BUTTON_LENGTH) }).nullable(),
  audience: broadcastAudience,
});

/** Creates a draft (`id` null), or changes one that has not started. */
export const saveBroadcastInput = content.extend({
  requestId,
  id: id.nullable(),
  /** The version that was changed; 0 for a new one. */
  version: count,
  /** A picture that has been uploaded by `generation.uploadInput`. */
  picture: z.discriminatedUnion('from', [
    z.object({ from: z.literal('none') }),
    z.object({ from: z.literal('before') }),
    z.object({ from: z.literal('upload'), uploadId: id }),
  ]),
});
export const broadcastKey = z.object({ id });
export const savedBroadcast = z.object({ id, version: count });

const outcomes = z.object({
  sent: count,
  blocked: count,
  silenced: count,
  failed: count,
  unknown: count,
  withdrawn: count,
});

export const broadcastItem = z.object({
  id,
  state: z.enum(broadcastStates),
  version: count,
  text: localized,
  hasPicture: z.boolean(),
  adminName: z.string(),
  createdAt: isoTime,
  scheduledAt: isoTime.nullable(),
  startedAt: isoTime.nullable(),
  finishedAt: isoTime.nullable(),
  /** The size of its audience when it started. */
  recipients: count.nullable(),
  /** The bot whose token Telegram refuses, where that is the reason for the stop. */
  refusedBot: z.string().nullable(),
  outcomes,
});
export type BroadcastItem = z.infer<typeof broadcastItem>;

export const broadcastDetails = broadcastItem.extend({
  button: content.shape.button,
  audience: broadcastAudience,
  picture: z
    .object({ url: z.string().startsWith('data:'), width: count, height: count })
    .nullable(),
});
export type BroadcastDetails = z.infer<typeof broadcastDetails>;

export const broadcastsInput = z.object({ cursor: idCursor.optional(), limit: pageSize });
export const broadcastsOutput = z.object({
  items: z.array(broadcastItem),
  nextCursor: idCursor.nullable(),
  /** The bots and plans by which an audience can be filtered. */
  bots: z.array(z.string()),
  plans: z.array(z.object({ code, kind: z.enum(planKinds), stars: count })),
});

export const testBroadcastInput = z.object({ requestId, id });
/** `detail`: Telegram's own words. */
export const testBroadcastOutput = z.object({
  result: z.enum(['sent', 'not_allowed', 'refused']),
  detail: z.string().nullable(),
});

/** `at` null: now. The version is the one whose size and texts were reviewed. */
export const startBroadcastInput = z.object({
  requestId,
  id,
  version: count,
  at: time.nullable(),
});
export const steerBroadcastInput = z.object({ requestId, id, step: z.enum(broadcastSteps) });
export const broadcastStateOutput = z.object({
  id,
  state: z.enum(broadcastStates),
  version: count,
});

import { z } from 'zod';
import { directions, notificationKinds, roles } from '../closedSets.ts';
import {
  asset,
  code,
  count,
  id,
  isoTime,
  language,
  localized,
  requestId,
  timeZone,
} from './primitives.ts';

export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const direction = z.enum(directions);
export type Direction = z.infer<typeof direction>;

export type NotificationKind = (typeof notificationKinds)[number];
export const notificationSettings = z.record(z.enum(notificationKinds), z.boolean());

export const balance = z.object({
  /** Hundredths; may exceed what one movement may have. */
  coins: count,
  freeOperations: count,
  credits: count,
  freeTrainings: count,
});

export const planState = z.object({
  code,
  kind: z.enum(['MONTH', 'YEAR', 'CREDITS']),
  endsAt: isoTime.nullable(),
  dailyOperations: count.nullable(),
  usedToday: count,
  /** A subscription renews automatically: that of this plan, or of one that waits for its end. */
  renews: z.boolean(),
  /** When; before `endsAt` where it was begun while days were left. Null when nothing renews. */
  renewsAt: isoTime.nullable(),
  /** What has been paid for already and starts when this one ends. */
  next: z
    .object({
      code,
      kind: z.enum(['MONTH', 'YEAR', 'CREDITS']),
      startsAt: isoTime,
      endsAt: isoTime,
    })
    .nullable(),
});
export type PlanState = z.infer<typeof planState>;

/** One line of the "earn coins" list. */
export const taskCodes = [
  'launch',
  'direction',
  'webinar',
  'referral',
  'channel',
  'daily',
] as const;
export const task = z.object({
  code: z.enum(taskCodes),
  asset,
  amount: count,
  state: z.enum(['open', 'done']),
  /** For tasks done many times: how often so far. */
  times: count,
});
export type Task = z.infer<typeof task>;

export const me = z.object({
  id: count,
  telegramId: count,
  firstName: z.string(),
  lastName: z.string().nullable(),
  username: z.string().nullable(),
  photoUrl: z.string().nullable(),
  isPremium: z.boolean(),
  language,
  role,
  direction: direction.nullable(),
  balance,
  /** Free access to everything: until when, or for good. */
  freeAccess: z.object({ until: isoTime.nullable() }).nullable(),
  plan: planState.nullable(),
  level: z.object({
    level: count,
    name: localized,
    xp: count,
    /** XP at which this level began and the next one begins (null on the last). */
    from: count,
    next: count.nullable(),
    streakDays: count,
  }),
  tasks: z.array(task),
  settings: z.object({
    language: language.nullable(),
    notifications: notificationSettings,
    /** Whether the bot may write at all; while it may not, no switch has an effect. */
    botMayWrite: z.boolean(),
    defaultModel: code.nullable(),
  }),
  bot: z.object({ name: z.string(), username: z.string().nullable() }),
  /** Whom to write to outside of the app: `@name` or a link of t.me; null where nobody is named. */
  supportContact: z.string().nullable(),
  createdAt: isoTime,
});
export type Me = z.infer<typeof me>;

export const grant = z.object({ kind: z.string(), asset, amount: count });

/** Optional throughout, so that any version of the app can launch, with or without a body. */
export const launchInput = z
  .object({
    /** The zone of the device, for times in the bot's messages. */
    timeZone: timeZone.optional(),
  })
  .nullish();

export const launchOutput = z.object({
  me,
  /** True only on the very first launch of this person. */
  isNew: z.boolean(),
  /** The rewards of this launch. */
  granted: z.array(grant),
  /** The destination of the start parameter. */
  start: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('referral'), accepted: z.boolean() }),
      z.object({ type: z.literal('promo'), code: z.string() }),
      z.object({ type: z.literal('work'), mediaId: id }),
      z.object({ type: z.literal('payment'), paymentId: id }),
      z.object({ type: z.literal('webinar'), webinarId: z.string() }),
    ])
    .nullable(),
});
export type LaunchOutput = z.infer<typeof launchOutput>;

export const updateSettingsInput = z.object({
  language: language.nullable().optional(),
  notifications: z.partialRecord(z.enum(notificationKinds), z.boolean()).optional(),
  defaultModel: code.nullable().optional(),
});

export const chooseDirectionInput = z.object({ direction, requestId });

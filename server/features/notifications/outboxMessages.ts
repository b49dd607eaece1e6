/**
 * Every message that the bot sends by itself: its data, and which switch of the settings turns it off. Texts
 * are in `messages.ts`.
 */
import { z } from 'zod';
import { broadcastPaths, MAX_MESSAGE_LENGTH } from '../../../shared/closedSets.ts';
import type { NotificationKind } from '../../../shared/schemas/me.ts';
import { currency } from '../../../shared/schemas/payments.ts';
import { coinAmount, count, localized } from '../../../shared/schemas/primitives.ts';

/** Changes of a webinar that people are told of. */
export const webinarChanges = ['moved', 'cancelled', 'back_on', 'link', 'recording'] as const;
export type WebinarChange = (typeof webinarChanges)[number];

/** The text of a broadcast. */
export const broadcastContent = z.object({
  text: localized,
  button: z.object({ path: z.enum(broadcastPaths), label: localized }).nullable(),
  pictureId: z.string().nullable(),
});
export type BroadcastContent = z.infer<typeof broadcastContent>;

export const outboxMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('payment_settled'),
    coins: coinAmount,
    /** Fewer coins than ordered: another order had used the discount. */
    discountLost: z.boolean().default(false),
    credits: count,
    plan: z.string().nullable(),
    amount: count,
    currency,
  }),
  z.object({
    kind: z.literal('payment_refunded'),
    coins: coinAmount,
    /** Coins that had been spent already. */
    missing: coinAmount,
    amount: count,
    currency,
  }),
  z.object({ kind: z.literal('generation_ready'), generationId: z.string(), mediaId: z.string() }),
  z.object({
    kind: z.literal('generation_failed'),
    generationId: z.string(),
    refunded: z.boolean(),
    /** The team has ended it. */
    byTeam: z.boolean().default(false),
    /** Some of the refund was collected for a payment that had been refunded. */
    collected: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('badge_earned'), name: localized, xp: count }),
  z.object({ kind: z.literal('level_reached'), level: count, name: localized }),
  z.object({
    kind: z.literal('webinar_reminder'),
    webinarId: z.string().optional(),
    title: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
    link: z.string(),
    /** Hours before the start, roughly. */
    hours: count,
  }),
  z.object({
    kind: z.literal('webinar_place'),
    webinarId: z.string().optional(),
    title: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
  }),
  z.object({
    kind: z.literal('webinar_changed'),
    webinarId: z.string(),
    what: z.enum(webinarChanges),
    title: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
    /** As of the time when the message is sent: whether the person only waits for a place, … */
    isWaiting: z.boolean().default(false),
    /** … holds the coins for it, … */
    keepsReward: z.boolean().default(false),
    /** … and where it takes place. */
    link: z.string().default(''),
  }),
  z.object({ kind: z.literal('referral_bonus'), coins: coinAmount, friend: z.string() }),
  z.object({
    kind: z.literal('data_ready'),
    exportId: z.string(),
    /** Signed: created when sending, never stored. */
    url: z.string().optional(),
  }),
  z.object({ kind: z.literal('support_answer'), text: z.string().max(MAX_MESSAGE_LENGTH) }),
  z.object({
    kind: z.literal('broadcast'),
    broadcastId: z.string(),
    /** Read when sending, never stored. */
    content: broadcastContent.optional(),
  }),
  /** To the owner's chat instead of a person. */
  z.object({ kind: z.literal('owner_report'), text: z.string().max(MAX_MESSAGE_LENGTH) }),
]);
export type OutboxMessage = z.infer<typeof outboxMessage>;
export type OutboxKind = OutboxMessage['kind'];

/** The switch of the settings that a message obeys; null for messages that the person has asked for. */
export const switchOf = {
  payment_settled: 'payment',
  payment_refunded: 'payment',
  generation_ready: 'generation',
  generation_failed: 'generation',
  badge_earned: 'badge',
  level_reached: 'badge',
  webinar_reminder: 'webinar',
  webinar_place: 'webinar',
  webinar_changed: 'webinar',
  referral_bonus: 'payment',
  data_ready: null,
  support_answer: null,
  broadcast: 'broadcast',
  owner_report: null,
} as const satisfies Record<OutboxKind, NotificationKind | null>;

/** Must be delivered: rather twice than never, and also to a paused account. */
export const guaranteedKinds: readonly OutboxKind[] = ['support_answer'];

/** What a person who has the app open sees there at once. */
export const seenInTheApp: readonly OutboxKind[] = [
  'generation_ready',
  'generation_failed',
  'badge_earned',
  'level_reached',
];

/** Some messages wait a little, in case the app is opened meanwhile. */
export const waitsMs: Partial<Record<OutboxKind, number>> = {
  generation_ready: 3000,
  generation_failed: 3000,
  badge_earned: 3000,
  level_reached: 3000,
};

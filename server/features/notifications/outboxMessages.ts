/**
 * Everything the bot writes by itself: what each message is about, and which switch of the settings
 * turns it off. Their texts are in `messages.ts`.
 */
import { z } from 'zod';
import { broadcastPaths, MAX_MESSAGE_LENGTH } from '../../../shared/closedSets.ts';
import type { NotificationKind } from '../../../shared/schemas/me.ts';
import { currency } from '../../../shared/schemas/payments.ts';
import { coinAmount, count, localized } from '../../../shared/schemas/primitives.ts';

/** What people are told of a webinar that an admin has changed. */
export const webinarNews = ['moved', 'cancelled', 'back_on', 'link', 'recording'] as const;
export type WebinarNews = (typeof webinarNews)[number];

/** What a broadcast says. */
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
    /** Some of what came back was taken for a payment that had been given back. */
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
    what: z.enum(webinarNews),
    title: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
    /** As it is when the message is sent: whether the person only waits for a place, … */
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
    /** Signed: made for sending, never stored. */
    url: z.string().optional(),
  }),
  z.object({ kind: z.literal('support_answer'), text: z.string().max(MAX_MESSAGE_LENGTH) }),
  z.object({
    kind: z.literal('broadcast'),
    broadcastId: z.string(),
    /** Read for sending, never stored. */
    content: broadcastContent.optional(),
  }),
  /** To the owner's chat instead of a person. */
  z.object({ kind: z.literal('owner_report'), text: z.string().max(MAX_MESSAGE_LENGTH) }),
]);
export type OutboxMessage = z.infer<typeof outboxMessage>;
export type OutboxKind = OutboxMessage['kind'];

/** The switch in the settings that a message obeys; null for what the person has asked for. */
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

/** What must arrive: rather twice than never, and also to somebody whose account is paused. */
export const guaranteedKinds: readonly OutboxKind[] = ['support_answer'];

/** What somebody who has the app open sees there at once. */
export const seenInTheApp: readonly OutboxKind[] = [
  'generation_ready',
  'generation_failed',
  'badge_earned',
  'level_reached',
];

/** Some messages wait a little, to see whether the app is opened meanwhile. */
export const waitsMs: Partial<Record<OutboxKind, number>> = {
  generation_ready: 3000,
  generation_failed: 3000,
  badge_earned: 3000,
  level_reached: 3000,
};

/**
 * Closed sets of values that screens list. They are separate from the schemas, so that the app's bundle does
 * not carry zod.
 */
import type { AppRoute } from './appRoutes.ts';

export const roles = ['user', 'support', 'admin'] as const;

export const directions = ['personal', 'business'] as const;

/** What the bot may write about; each can be switched off. */
export const notificationKinds = [
  'generation',
  'payment',
  'webinar',
  'badge',
  'broadcast',
] as const;

/** Promotions are written only to those who have asked for them. */
export function isOnByDefault(kind: (typeof notificationKinds)[number]): boolean {
  return kind !== 'broadcast';
}

/** Who runs AI models. */
export const generationProviders = ['local', 'fal', 'google'] as const;
export type GenerationProviderName = (typeof generationProviders)[number];

/** What each of them needs to be connected; the built-in artist is always there. */
export const providerKeys = {
  local: null,
  fal: 'FAL_KEY',
  google: 'GEMINI_API_KEY',
} as const satisfies Record<GenerationProviderName, string | null>;

/** Why a model can't be used now. Each has a sentence that says what would change it. */
export const unavailabilityReasons = ['not_connected', 'not_answering', 'soon', 'retired'] as const;

/** Why a generation failed. Each has a sentence in the person's language. */
export const failureReasons = [
  'content_refused',
  'invalid_input',
  'provider_error',
  'provider_unavailable',
  'provider_out_of_money',
  'result_unusable',
  'outcome_unknown',
  'deadline_exceeded',
  'ended_by_team',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Why a balance changed. Each has a sentence and a picture. */
export const movementKinds = [
  'topup',
  'plan_credits',
  'generation_charge',
  'training_charge',
  'launch_reward',
  'direction_reward',
  'webinar_reward',
  'promo_bonus',
  'referral_bonus',
  'referral_share',
  'free_grant',
  'daily_reward',
  'level_reward',
  'badge_reward',
  'xp_gain',
  'generation_refund',
  'shortfall_collection',
  'topup_reversal',
  'plan_credits_reversal',
  'webinar_reward_reversal',
  'promo_bonus_reversal',
  'referral_bonus_reversal',
  'referral_share_reversal',
  'admin_adjustment',
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** The movements that are announced to an open app as a reward. */
export const rewardKinds = [
  'launch_reward',
  'direction_reward',
  'webinar_reward',
  'referral_bonus',
  'referral_share',
  'promo_bonus',
  'level_reward',
] as const satisfies readonly MovementKind[];
export type RewardKind = (typeof rewardKinds)[number];

/** Rewarded tasks besides activity: joining the channel once, opening the app each day. */
export const earnedTaskCodes = ['channel', 'daily'] as const;
export type EarnedTaskCode = (typeof earnedTaskCodes)[number];

/** The sources of free operations and trainings. */
export const grantSources = ['WELCOME', 'CHANNEL', 'PROMOCODE', 'ADMIN', 'LEVEL'] as const;
export type GrantSource = (typeof grantSources)[number];

export const historyFilters = ['all', 'topups', 'spent', 'rewards', 'returns'] as const;

/** Of a place in a webinar. */
export const registrationStates = ['registered', 'waiting', 'cancelled'] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** The filters of the team's list of people … */
export const peopleFilters = ['all', 'paying', 'plan', 'blocked', 'staff'] as const;
/** … and its orders, each descending. */
export const peopleSorts = ['newest', 'seen', 'coins', 'paid_stars', 'paid_roubles'] as const;
export type PeopleSort = (typeof peopleSorts)[number];

/** Of the admin's figures: 1, 7, 30 and 90 days up to now, or days that are named. */
export const overviewPeriods = ['today', 'week', 'month', 'quarter', 'custom'] as const;
/** The longest period that figures are added up for. */
export const MAX_PERIOD_DAYS = 366;

/** What an admin may add or take away; XP is only earned. */
export const adjustableAssets = ['coins', 'free_operations', 'credits', 'free_trainings'] as const;

export const paymentProviders = ['stars', 'yookassa'] as const;
export type PaymentProvider = (typeof paymentProviders)[number];

/** The ways to pay that can be chosen. */
export const methods = ['stars', 'card', 'sbp'] as const;
/** Those of each provider; the first one where none is chosen. */
export const methodsOf = {
  stars: ['stars'],
  yookassa: ['card', 'sbp'],
} as const satisfies Record<PaymentProvider, readonly (typeof methods)[number][]>;
/** The method of a payment: as chosen, and in the end as the provider says. */
export const paidMethods = [...methods, 'yoo_money', 'sber_pay', 't_pay', 'other'] as const;

/** Events that are recorded for an order; the rest of its history follows from its rows. */
export const paymentEventKinds = [
  /** Telegram asked whether the payment may be taken. */
  'pre_checkout',
  /** The provider told something by itself. */
  'notification',
] as const;

/** The history of an order as the team reads it. */
export const timelineKinds = [
  'created',
  ...paymentEventKinds,
  'charged',
  'credited',
  'refund_asked',
  'returned',
  /** Refunded without our request: in the provider's cabinet, or by a chargeback. */
  'returned_outside',
  'cancelled',
  'expired',
  'alert',
  'admin',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const paymentFilters = ['all', 'open', 'paid', 'refunds', 'failed'] as const;

/** Reports to the owner in Telegram; each can be switched off. */
export const reportKinds = ['payments', 'alerts', 'daily', 'support'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Alerts for admins. */
export const alertKinds = [
  /** A charge in Stars that matches no order; it is refunded automatically. */
  'unmatched_charge',
  /** YooKassa's data of a payment do not match the order. */
  'payment_mismatch',
  /** A part of a payment was refunded outside the product. */
  'partial_refund',
  /** The provider refuses orders of this kind; nobody can pay until it is fixed. */
  'checkout_refused',
  /** The provider refused the refund. */
  'refund_failed',
  /** A notification could not be processed. */
  'event_failed',
  /** A provider of AI models is down or has no money left. */
  'provider_down',
  /** One model of a provider is removed or has used up its quota. */
  'model_down',
  /** PostgreSQL could not write: full, out of memory or read-only. Left open for an admin to check. */
  'database_unwritable',
  /** Files can't be stored; closed automatically when they can. */
  'storage_unavailable',
  /** The nightly audit found a broken invariant. */
  'violation',
  /** No bot can read the members of the channel of the settings. */
  'channel_unreadable',
  /** Telegram refuses a bot's token: nothing is sent by it until it has a valid one. */
  'bot_refused',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** The maximum of works in one album in a chat; Telegram's own limit. */
export const MAX_IN_ALBUM = 10;

/** The maximum length of a search in prompts. */
export const MAX_SEARCH = 100;
/** The maximum of works that one call names individually. */
export const MAX_NAMED_WORKS = 100;
/** The maximum of works, and of bytes of their files together, in one archive. */
export const MAX_ARCHIVED_WORKS = 500;
export const MAX_ARCHIVED_BYTES = 1024 ** 3;

/** What a message to support can be about. */
export const supportContexts = ['payment', 'generation'] as const;
export type SupportContextType = (typeof supportContexts)[number];

export const supportAuthors = ['person', 'staff'] as const;
/** Where a message to or from support was written. */
export const supportChannels = ['app', 'bot', 'group'] as const;
/** The state of a refund request. */
export const refundRequestStates = ['asked', 'refunded', 'declined'] as const;
export const supportFilters = ['waiting', 'all'] as const;

/** Telegram's longest message, UTF-16 units. */
export const MAX_MESSAGE_LENGTH = 4096;
/** The longest text under a picture: https://core.telegram.org/bots/api#sendphoto */
export const MAX_CAPTION_LENGTH = 1024;

/** The delivery state of a message of the bot. */
export const deliveryOutcomes = [
  'sent',
  /** The person has blocked the bot. */
  'blocked',
  /** The person has switched such messages off, or sees the same in the open app. */
  'silenced',
  'failed',
  /** The process ended while it was being sent; it is not sent again. */
  'unknown',
  /** It was obsolete: its broadcast or its webinar was cancelled. */
  'withdrawn',
] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

export const broadcastStates = [
  'draft',
  'scheduled',
  'running',
  'paused',
  'finished',
  'cancelled',
] as const;
export type BroadcastState = (typeof broadcastStates)[number];

/** Actions on a running broadcast. */
export const broadcastSteps = ['pause', 'resume', 'cancel'] as const;
export type BroadcastStep = (typeof broadcastSteps)[number];

/** The screens that a broadcast's button can open. */
export const broadcastPaths = [
  '/',
  '/create',
  '/gallery',
  '/wallet',
  '/progress',
  '/progress/badges',
  '/progress/invite',
  '/events',
  '/settings',
  '/support',
] as const satisfies readonly AppRoute[];
export type BroadcastPath = (typeof broadcastPaths)[number];
/** Of the button under a broadcast. */
export const MAX_BUTTON_LENGTH = 40;

/** The maximum number of days by which an audience can be filtered. */
export const activityDays = [1, 7, 30, 90] as const;

/** Actions of admins, as the audit log names them. */
export const adminActionNames = [
  'balance.adjust',
  'user.block',
  'user.unblock',
  'user.role',
  'user.free_access',
  'user.plan_days',
  'user.badge',
  'user.note',
  'user.export',
  'user.erase',
  'user.open',
  'payment.refund',
  'payment.check',
  'generation.refund',
  'generation.retry',
  'generation.fail',
  'alert.resolve',
  'support.reply',
  'support.decline_refund',
  'support.close',
  'bot_key.create',
  'bot_key.revoke',
  'record.create',
  'record.change',
  'record.on',
  'record.off',
  'promo.create_many',
  'broadcast.create',
  'broadcast.change',
  'broadcast.test',
  'broadcast.schedule',
  'broadcast.start',
  'broadcast.pause',
  'broadcast.resume',
  'broadcast.cancel',
  'badge.grant_all',
  'settings.change',
  'webinar.attendance',
] as const;
export type AdminActionName = (typeof adminActionNames)[number];

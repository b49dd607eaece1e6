/** Shapes of the REST API for other bots; the OpenAPI document is made from them. */
import { z } from 'zod';
import { badgeMetrics, rarities } from '../catalog/badges.ts';
import { promoKinds } from '../catalog/promoCodes.ts';
import { grantSources, paidMethods } from '../closedSets.ts';
import { planState } from './me.ts';
import { paymentProvider, paymentStatus, promoCodeText } from './payments.ts';
import {
  code,
  count,
  id,
  isoTime,
  language,
  localized,
  pageSize,
  plainText,
  rowCursor,
  time,
} from './primitives.ts';

/** Session and stats of a person in a bot, together, as JSON text. */
export const MAX_SESSION_BYTES = 65_536;
const MAX_XP_AT_ONCE = 100_000;
const MAX_TRAININGS_AT_ONCE = 1000;
const MAX_SCORE = 99_999_999;

/** JSON of the bot's own; what it may hold is checked before any schema is asked. */
const ownData = z.record(z.string(), z.unknown());
const text = (max: number) => plainText(max);
const score = z.number().min(-MAX_SCORE).max(MAX_SCORE);

/** What Telegram says of the person, as the bot has it from an update. */
export const personInput = z.object({
  firstName: text(256).optional(),
  lastName: text(256).nullish(),
  username: text(64).nullish(),
  languageCode: text(16).nullish(),
  isPremium: z.boolean().optional(),
});

export const sessionState = z.object({
  session: ownData.meta({ description: "The bot's own data of this person; no other bot sees it" }),
  stats: ownData.meta({ description: "The bot's own statistics of this person" }),
  version: count.meta({ description: 'Send it back with the next save' }),
  createdAt: isoTime,
  updatedAt: isoTime,
});
export type SessionState = z.infer<typeof sessionState>;

export const personState = z.object({
  telegramId: count,
  firstName: z.string(),
  lastName: z.string().nullable(),
  username: z.string().nullable(),
  language,
  totalXp: count,
  level: count,
  createdAt: isoTime,
});

export const personOutput = z.object({
  created: z.boolean().meta({ description: 'The person was not known to any bot before' }),
  user: personState,
  ...sessionState.shape,
});

export const sessionInput = z
  .object({
    version: z.int().min(1).optional().meta({
      description: 'The version that was read; without it the save is made whatever is stored',
    }),
    session: ownData.optional(),
    stats: ownData.optional(),
  })
  .refine(({ session, stats }) => session !== undefined || stats !== undefined, {
    error: 'session or stats',
  });

export const xpInput = z.object({
  amount: z.int().min(1).max(MAX_XP_AT_ONCE),
  reason: text(200).optional(),
});
export const xpOutput = z.object({
  leveledUp: z.boolean(),
  oldLevel: count,
  newLevel: count,
  totalXp: count,
});

export const badgeInput = z.object({ badge: code, metadata: ownData.optional() });
export const badgeOutput = z.object({
  awarded: z.boolean().meta({ description: 'False: the person had it already' }),
  badge: code,
});

export const badgeDefinition = z.object({
  name: localized,
  description: localized,
  icon: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('award')
    .meta({ description: 'A Lucide icon that the app knows; another one shows a rosette' }),
  rarity: z.enum(rarities).default('common'),
  xp: z.int().min(0).max(1000).default(0).meta({ description: 'XP that the badge brings' }),
});
export const badgeListItem = z.object({
  code,
  name: localized,
  description: localized,
  icon: z.string(),
  rarity: z.enum(rarities),
  xp: count,
  criteria: z
    .object({ metric: z.enum(badgeMetrics), threshold: count })
    .meta({ description: '`manual` badges are awarded by bots and admins, others are counted' }),
  definedBy: z.string().nullable().meta({ description: 'The bot that made it' }),
});
export const badgesOutput = z.object({ items: z.array(badgeListItem) });

export const accessPayers = ['free_access', 'plan', 'free_trainings', 'credits'] as const;
const credits = z.object({
  left: count,
  total: count.meta({ description: 'Of the purchases of which something is left' }),
});
const freeTrainings = z.object({
  left: count,
  bySource: z.array(z.object({ source: z.enum(grantSources), left: count })),
});
export const accessOutput = z.object({
  allowed: z.boolean(),
  by: z
    .enum(accessPayers)
    .nullable()
    .meta({ description: 'What it rests on, in the order in which it is asked' }),
  until: isoTime.nullable().meta({ description: 'For free access and plans; null = for good' }),
  credits,
  freeTrainings,
});
export const useInput = z.object({
  pay: z.enum(['any', 'free_trainings', 'credits']).default('any').meta({
    description: '`any`: free access, a plan, a free training or a credit, the first there is',
  }),
});
export const useOutput = z.object({
  paidWith: z.enum(accessPayers),
  source: z
    .enum(grantSources)
    .nullable()
    .meta({ description: 'Where the free training came from' }),
  credits,
  freeTrainings,
});

export const freeTrainingsInput = z.object({
  count: z.int().min(1).max(MAX_TRAININGS_AT_ONCE),
  source: z.enum(['WELCOME', 'CHANNEL', 'PROMOCODE', 'ADMIN']),
  cause: text(100)
    .min(1)
    .optional()
    .meta({
      description:
        'What granted it, such as a channel or a code: the same cause is granted once. It is kept for ' +
        'good, so it must not name the person. WELCOME and ' +
        'CHANNEL are granted once in a bot where it is left out',
    }),
});
export const freeTrainingsOutput = z.object({
  granted: z.boolean().meta({
    description: 'False: it had been granted before, also to an account that was deleted since',
  }),
  freeTrainings,
});

export const promoInput = z.object({ code: promoCodeText });
export const promoOutput = z.object({
  code: z.string(),
  kind: z.enum(promoKinds),
  value: count.meta({ description: 'Hundredths of a coin, operations, trainings or days' }),
  until: isoTime.nullable(),
});

export const trainingInput = z.object({
  reference: text(100).min(1).optional().meta({
    description:
      "The bot's own name of the training, recorded once; the Idempotency-Key by default",
  }),
  title: text(200).default(''),
  totalScore: score,
  maxScore: score.positive().nullish().meta({ description: 'What the score is out of' }),
  clarityLevel: score.nullish(),
  questionCount: z.int().min(0).max(1_000_000).default(0),
  perTypeCounts: z.record(z.string().max(64), z.int().min(0).max(1_000_000)).default({}),
  caseData: ownData.default({}),
  sessionSnapshot: ownData.default({}),
  date: time.optional().meta({ description: 'When it was held; now by default' }),
});
export const trainingOutput = z.object({ id: z.string(), recorded: z.boolean() });
export const trainingsQuery = z.object({
  cursor: rowCursor.optional(),
  limit: z.coerce.number().pipe(pageSize.removeDefault()).default(30),
});
export const trainingsListOutput = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      title: z.string(),
      totalScore: z.number(),
      maxScore: z.number().nullable(),
      clarityLevel: z.number().nullable(),
      questionCount: count,
      perTypeCounts: ownData,
      caseData: ownData,
      sessionSnapshot: ownData,
      date: isoTime,
    }),
  ),
  nextCursor: rowCursor.nullable(),
});

const ownedBadge = z.object({
  code,
  name: localized,
  earnedAt: isoTime,
  earnedInBot: z.string(),
  metadata: ownData,
});
export const profileOutput = z.object({
  user: personState,
  level: z.object({
    level: count,
    name: localized,
    from: count,
    next: count.nullable().meta({ description: 'XP of the next level; null on the last' }),
  }),
  badges: z.array(ownedBadge),
  plan: planState.nullable(),
  coins: count.meta({ description: 'Hundredths of a coin' }),
  totals: z.object({
    trainings: count,
    totalScore: z.number(),
    bestScore: z.number().nullable(),
  }),
});

export const planOutput = z.object({
  plan: planState.nullable(),
  freeAccess: z.object({ until: isoTime.nullable() }).nullable(),
  credits,
});

export const paymentsOutput = z.object({
  items: z.array(
    z.object({
      id,
      provider: paymentProvider,
      method: z.enum(paidMethods),
      status: paymentStatus,
      amount: count.meta({ description: 'Stars, or kopecks' }),
      currency: z.enum(['XTR', 'RUB']),
      coins: count.meta({ description: 'Hundredths of a coin' }),
      credits: count,
      plan: z.string().nullable(),
      createdAt: isoTime,
      paidAt: isoTime.nullable(),
    }),
  ),
  nextCursor: id.nullable(),
});
export const paymentsQuery = z.object({
  cursor: id.optional(),
  limit: z.coerce.number().pipe(pageSize.removeDefault()).default(30),
});

/** An error, by RFC 9457. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: count,
    detail: z.string(),
    code: z.string().meta({ description: 'For programs; never changes' }),
    requestId: z.string(),
    fields: z.array(z.string()).optional(),
    retryAfterSeconds: count.optional(),
    current: sessionState.optional().meta({ description: 'CONFLICT: the session as it is stored' }),
  })
  .meta({ id: 'Problem' });

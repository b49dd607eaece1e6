import { z } from 'zod';
import { badgeMetrics, rarities } from '../catalog/badges.ts';
import { operationCodes } from '../catalog/operations.ts';
import { grantSources } from '../closedSets.ts';
import { code, coinAmount, count, isoTime, localized, pageSize, rowCursor } from './primitives.ts';

export const badge = z.object({
  code,
  name: localized,
  description: localized,
  icon: z.string(),
  rarity: z.enum(rarities),
  /** Its metric: decides where the app leads to. */
  metric: z.enum(badgeMetrics),
  xp: count,
  /** Null while it is not earned. */
  earnedAt: isoTime.nullable(),
  earnedInBot: z.string().nullable(),
  progress: count,
  threshold: count,
  /** Share of people who have it, whole per cent. */
  ownedPercent: count,
});
export type Badge = z.infer<typeof badge>;

export const levelStep = z.object({
  level: count,
  name: localized,
  minXp: count,
  coins: coinAmount,
  freeOperations: count,
});

export const progressOutput = z.object({
  xp: count,
  level: count,
  name: localized,
  from: count,
  next: count.nullable(),
  streakDays: count,
  bestStreakDays: count,
  /** Two levels back and three ahead. */
  road: z.array(levelStep),
  /** What brings XP. */
  sources: z.array(z.object({ code: z.string(), xp: count })),
  badges: z.array(badge),
  stats: z.object({
    images: count,
    videos: count,
    coinsSpent: coinAmount,
    /** The last seven days, oldest first. */
    perDay: z.array(z.object({ day: z.iso.date(), count })),
    /** The same within these days. */
    week: z.object({ images: count, videos: count, coinsSpent: coinAmount }),
  }),
});
export type ProgressOutput = z.infer<typeof progressOutput>;

/** A person's finished works by model, the most used first. */
export const modelUseOutput = z.object({
  items: z.array(
    z.object({
      code,
      name: z.string(),
      operation: z.enum(operationCodes),
      works: count,
      /** What they cost in coins; other payers cost none. */
      coins: coinAmount,
    }),
  ),
});

export const trainingsInput = z.object({ cursor: rowCursor.optional(), limit: pageSize });
export const training = z.object({
  id: z.string(),
  botName: z.string(),
  title: z.string(),
  score: z.number(),
  /** What the score is out of, as the bot counts; null where it does not say. */
  maxScore: z.number().nullable(),
  clarity: z.number().nullable(),
  questionCount: count,
  /** Questions by type, the most frequent first. */
  perType: z.array(z.object({ type: z.string(), count: z.number() })),
  /** The case in a few words, where possible. */
  caseFacts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** When the training was held. */
  date: isoTime,
  createdAt: isoTime,
});
export type Training = z.infer<typeof training>;

/** What is left of each source of free trainings. */
export const freeBySource = z.array(z.object({ source: z.enum(grantSources), left: count }));

export const trainingsOutput = z.object({
  items: z.array(training),
  nextCursor: rowCursor.nullable(),
  freeLeft: count,
  freeBySource,
  /** Credits pay for trainings too: how many are left of the purchases of which something is left. */
  credits: z.object({ left: count, total: count }),
  /** The total, including what was imported from an older store. */
  totals: z.object({ trainings: count, totalScore: z.number(), bestScore: z.number().nullable() }),
});

import { z } from 'zod';
import { badgeMetrics, rarities } from '../catalog/badges.ts';
import { code, coinAmount, count, isoTime, localized, pageSize, rowCursor } from './primitives.ts';

export const badge = z.object({
  code,
  name: localized,
  description: localized,
  icon: z.string(),
  rarity: z.enum(rarities),
  /** What is counted for it: tells where to go on. */
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
  }),
});
export type ProgressOutput = z.infer<typeof progressOutput>;

export const trainingsInput = z.object({ cursor: rowCursor.optional(), limit: pageSize });
export const training = z.object({
  id: z.string(),
  botName: z.string(),
  title: z.string(),
  score: z.number(),
  clarity: z.number().nullable(),
  questionCount: count,
  createdAt: isoTime,
});
export const trainingsOutput = z.object({
  items: z.array(training),
  nextCursor: rowCursor.nullable(),
  freeLeft: count,
});

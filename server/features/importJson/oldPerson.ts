/** One person of the older store: `telegram id → {session, stats}`. */
import { z } from 'zod';
import { MAX_SESSION_BYTES } from '../../../shared/schemas/botsApi.ts';
import { code, plainText } from '../../../shared/schemas/primitives.ts';
import { DomainError } from '../../core/errors.ts';
import { assertPlainJson } from '../botsApi/service.ts';
import type { Entry } from './entries.ts';

export interface OldPerson {
  telegramId: number;
  firstName: string;
  lastName: string | null;
  username: string | null;
  session: Record<string, unknown>;
  stats: Record<string, unknown>;
  trainings: number;
  totalScore: number;
  bestScore: number | null;
  xp: number;
  badges: string[];
}

const data = z.record(z.string(), z.unknown());
const name = plainText(256).nullish();
const whole = z.int().min(0).max(1_000_000_000);
const score = z.number().min(0).max(99_999_999);
const badge = z.union([
  code,
  z.object({ badge_type: code }).transform((one) => one.badge_type),
  z.object({ type: code }).transform((one) => one.type),
]);

const oldPerson = z.object({
  session: data.default({}),
  stats: data.default({}),
  user: z.object({ first_name: name, last_name: name, username: name }).nullish(),
});

/** The stats that are imported; they are also stored unchanged. */
const figures = z.object({
  total_trainings: whole.nullish(),
  total_score: score.nullish(),
  best_score: score.nullish(),
  total_xp: whole.nullish(),
  xp: whole.nullish(),
  badges: z.array(badge).nullish(),
});

const telegramId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .refine(Number.isSafeInteger);

/** @returns the person, or a sentence about what is wrong with the entry. */
export function toOldPerson({ key, value }: Entry): OldPerson | string {
  const id = telegramId.safeParse(key);
  if (!id.success) {
    return 'the key is not a Telegram id';
  }
  const unstorable = whyUnstorable(value);
  if (unstorable) {
    return unstorable;
  }
  const read = oldPerson.safeParse(value);
  if (!read.success) {
    return describeIssues(read.error, 'the entry');
  }
  const { session, stats, user } = read.data;
  const counted = figures.safeParse(stats);
  if (!counted.success) {
    return describeIssues(counted.error, 'stats');
  }
  if (Buffer.byteLength(JSON.stringify([session, stats])) > MAX_SESSION_BYTES) {
    return 'session and stats are larger than 64 kB';
  }
  return {
    telegramId: id.data,
    firstName: user?.first_name ?? '',
    lastName: user?.last_name ?? null,
    username: user?.username ?? null,
    session,
    stats,
    trainings: counted.data.total_trainings ?? 0,
    totalScore: counted.data.total_score ?? 0,
    bestScore: counted.data.best_score ?? null,
    xp: counted.data.total_xp ?? counted.data.xp ?? 0,
    badges: [...new Set(counted.data.badges ?? [])],
  };
}

function describeIssues({ issues }: z.core.$ZodError, where: string): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || where}: ${message}`)
    .join('; ');
}

/** Text that neither PostgreSQL nor a reader can hold. */
function whyUnstorable(value: unknown): string | null {
  try {
    assertPlainJson(value);
    return null;
  } catch (error) {
    if (error instanceof DomainError) {
      return `can't be stored: ${error.details.fields?.join(', ').replace(/^body/, 'the entry')}`;
    }
    throw error;
  }
}

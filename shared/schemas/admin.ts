import { z } from 'zod';
import {
  type AdminActionName,
  adjustableAssets,
  adminActionNames,
  directions,
  peopleFilters,
  peopleSorts,
} from '../closedSets.ts';
import { adminPayment } from './adminPayments.ts';
import { generationStatus, operation } from './generation.ts';
import { balance, direction, planState, role } from './me.ts';
import {
  coinAmount,
  count,
  id,
  isoTime,
  language,
  localized,
  pageSize,
  paidWith,
  plainText,
  requestId,
  rowCursor,
  rowId,
  searchText,
  sortCursor,
  time,
  visibleText,
} from './primitives.ts';
import { historyItem } from './wallet.ts';

export const usersInput = z.object({
  query: searchText(100).default(''),
  filter: z.enum(peopleFilters).default('all'),
  /** Personal or business. tRPC puts a `direction` of its own into the input of pages. */
  chosenDirection: z.enum(directions).optional(),
  /** The one that they have the app in. */
  language: language.optional(),
  /** The bot in which they first launched. */
  bot: plainText(64, 1).optional(),
  /** As of the last minute. */
  level: z.int().min(1).max(1000).optional(),
  /** Descending. Orders by figures are as of the last minute. */
  sort: z.enum(peopleSorts).default('newest'),
  cursor: sortCursor.optional(),
  limit: pageSize,
});
export const adminUser = z.object({
  id: count,
  telegramId: count,
  firstName: z.string(),
  lastName: z.string().nullable(),
  username: z.string().nullable(),
  photoUrl: z.string().nullable(),
  role,
  level: count,
  coins: count,
  /** What was paid and not given back. */
  paidStars: count,
  paidKopecks: count,
  direction: direction.nullable(),
  /** The one that they have the app in. */
  language,
  /** The bot in which they first launched. */
  firstBot: z.string(),
  blocked: z.boolean(),
  /** As the filter of this name. */
  plan: z.boolean(),
  lastSeenAt: isoTime,
  createdAt: isoTime,
});
export type AdminUser = z.infer<typeof adminUser>;
export const usersOutput = z.object({
  items: z.array(adminUser),
  nextCursor: sortCursor.nullable(),
});

export const freeAccess = z.object({ until: isoTime.nullable() }).nullable();

export const userIdInput = z.object({ userId: rowId });
/** A generation as the team sees it: without the prompt and the pictures, which are private to the person. */
export const adminGeneration = z.object({
  id,
  operation,
  modelName: z.string(),
  provider: z.string().nullable(),
  status: generationStatus,
  /** No worker has held it for a while. */
  stuck: z.boolean(),
  failure: z.string().nullable(),
  /** The exact failure, in the provider's words. */
  failureDetail: z.string().nullable(),
  price: coinAmount,
  paidWith,
  attempts: count,
  createdAt: isoTime,
  finishedAt: isoTime.nullable(),
});
export type AdminGeneration = z.infer<typeof adminGeneration>;

export const userCardOutput = z.object({
  user: adminUser,
  balance,
  xp: count,
  works: count,
  referrer: z.string().nullable(),
  /** Friends whose invite counts. */
  friends: count,
  trainings: count,
  streakDays: count,
  isPremium: z.boolean(),
  botMayWrite: z.boolean(),
  /** Whether their data were erased. */
  erased: z.boolean(),
  badges: z.array(
    z.object({ code: z.string(), name: localized, earnedAt: isoTime, earnedInBot: z.string() }),
  ),
  /** The last ones, newest first. */
  notes: z.array(
    z.object({ id: count, authorName: z.string(), text: z.string(), createdAt: isoTime }),
  ),
  /** The plan that runs now. */
  plan: planState.pick({ kind: true, endsAt: true }).nullable(),
  /** Null = none; `until` null = for good. */
  freeAccess,
  blockedReason: z.string().nullable(),
  /** The last of each, newest first. */
  ledger: z.array(historyItem),
  payments: z.array(adminPayment),
  generations: z.array(adminGeneration),
});
export type AdminUserCard = z.infer<typeof userCardOutput>;

/** The reason of an admin's action; stored permanently. */
export const reason = visibleText(300);

/** What an admin can add or take; XP is only earned. */
export const adjustBalanceInput = z.object({
  requestId,
  userId: rowId,
  asset: z.enum(adjustableAssets),
  direction: z.enum(['add', 'take']),
  /** Hundredths for coins, whole pieces otherwise. */
  amount: coinAmount.positive(),
  /** The person reads it in their history. */
  reason,
  /** For the team only. */
  note: plainText(500).default(''),
});
export const adjustBalanceOutput = z.object({
  asset: z.enum(adjustableAssets),
  before: count,
  after: count,
});

export const setBlockedInput = z.object({
  requestId,
  userId: rowId,
  blocked: z.boolean(),
  reason,
});
export const setBlockedOutput = z.object({ blocked: z.boolean() });

export const setRoleInput = z.object({ requestId, userId: rowId, role, reason });
export const setRoleOutput = z.object({ role });

export const setFreeAccessInput = z.object({
  requestId,
  userId: rowId,
  freeAccess: z.object({ until: time.nullable() }).nullable(),
  reason,
});
export const setFreeAccessOutput = z.object({ freeAccess });

/** Requeues an unfinished generation, or ends it and refunds it. */
export const generationActionInput = z.object({
  requestId,
  userId: rowId,
  generationId: id,
  reason,
});
export const generationActionOutput = z.object({ status: generationStatus });

export const alert = z.object({
  id: count,
  kind: z.string(),
  key: z.string(),
  detail: z.record(z.string(), z.unknown()),
  resolvedAt: isoTime.nullable(),
  createdAt: isoTime,
});
export type AdminAlert = z.infer<typeof alert>;
export const alertsInput = z.object({
  filter: z.enum(['open', 'all']).default('open'),
  cursor: rowCursor.optional(),
  limit: pageSize,
});
export const alertsOutput = z.object({ items: z.array(alert), nextCursor: rowCursor.nullable() });
export const resolveAlertInput = z.object({ requestId, alertId: rowId, reason });
export const resolveAlertOutput = z.object({ resolvedAt: isoTime });

/** The audit log of admins' actions. */
export const adminAction = z.object({
  id: count,
  adminUserId: count,
  adminName: z.string(),
  /** A closed set to the compiler; older entries of the log may have other names. */
  action: z.custom<AdminActionName>((value) => typeof value === 'string'),
  target: z.string(),
  /** The person who was affected, or whose payment it was. */
  targetName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string(),
  createdAt: isoTime,
});
export type AdminAction = z.infer<typeof adminAction>;
export const actionsInput = z.object({
  /** Filters by one target such as `user:12`. */
  target: plainText(300).optional(),
  /** The affected person: an id, a Telegram id, a @username or a part of a name. */
  person: searchText(100).default(''),
  adminId: rowId.optional(),
  action: z.enum(adminActionNames).optional(),
  /** Not before, and before. */
  from: time.optional(),
  to: time.optional(),
  cursor: rowCursor.optional(),
  limit: pageSize,
});
export const actionsOutput = z.object({
  items: z.array(adminAction),
  nextCursor: rowCursor.nullable(),
});
/** The authors of entries: current and former members of the team. */
export const auditAuthorsOutput = z.object({
  authors: z.array(z.object({ userId: count, name: z.string() })),
});

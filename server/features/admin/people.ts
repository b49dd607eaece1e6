/** People as the team sees them: the list, and the card of one person. */
import type { z } from 'zod';
import type { AdminUser, AdminUserCard, usersInput } from '../../../shared/schemas/admin.ts';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import type { Level } from '../catalog/lookup.ts';
import { countSucceeded } from '../generation/lookup.ts';
import { sumPaid } from '../payments/lookup.ts';
import { listNotes } from '../people/service.ts';
import { currentPlan, findPlanHolders } from '../plans/lookup.ts';
import { levelProgressOf, listOwnBadges, trainingTotals } from '../progress/lookup.ts';
import { countFriends, findReferrerId } from '../referrals/lookup.ts';
import type { User } from '../users/lookup.ts';
import {
  findPerson,
  languageOf,
  listPeople,
  type PeoplePlace,
  toFreeAccess,
} from '../users/lookup.ts';
import { findSubjects } from '../wallet/lookup.ts';
import { toHistoryItem } from '../wallet/service.ts';
import { listGenerationsOf } from './generations.ts';
import { nameOf } from './names.ts';
import { listPaymentsOf } from './payments/payments.ts';

const CARD_LINES = 20;
const CARD_NOTES = 50;

/** Adds balances, plans and payments to people. */
async function present(app: AppContext, people: readonly User[]) {
  const ids = people.map(({ id }) => id);
  const [{ levels }, balances, holders, paid] = await Promise.all([
    app.catalog.read(),
    ledger.readBalancesOf(app.db, ids),
    findPlanHolders(app.db, ids),
    sumPaid(app.db, ids),
  ]);
  return (person: User): AdminUser => {
    const { coins = 0, xp = 0 } = balances.get(person.id) ?? {};
    const { stars = 0, kopecks = 0 } = paid.get(person.id) ?? {};
    return {
      id: person.id,
      // Negative where the person's data were erased.
      telegramId: Math.max(0, person.telegramId),
      firstName: person.firstName,
      lastName: person.lastName,
      username: person.username,
      photoUrl: person.photoUrl,
      role: person.role,
      level: levelProgressOf(levels, xp).current.level,
      coins,
      paidStars: stars,
      paidKopecks: kopecks,
      direction: person.direction,
      language: languageOf(person.language, person.languageCode),
      firstBot: person.firstBot,
      blocked: person.blockedAt !== null,
      plan: holders.has(person.id),
      lastSeenAt: person.lastSeenAt.toISOString(),
      createdAt: person.createdAt.toISOString(),
    };
  };
}

/** The XP range of a level; null when there is no such level. */
function xpOf(levels: readonly Level[], level: number) {
  const at = levels.findIndex((one) => one.level === level);
  const found = levels[at];
  return found ? { from: found.min_xp, below: levels[at + 1]?.min_xp ?? null } : null;
}

const readPlace = (cursor: string | undefined): PeoplePlace | null => {
  const [value, id] = cursor?.split('.').map(Number) ?? [];
  return value === undefined || id === undefined ? null : { value, id };
};

/**
 * Finds people by id, Telegram id, @username or a part of the name, tolerating misspellings; a page of them.
 */
export async function listUsers(
  app: AppContext,
  { cursor, limit, level, chosenDirection, ...question }: z.infer<typeof usersInput>,
) {
  const { levels } = await app.catalog.read();
  const xp = level === undefined ? undefined : xpOf(levels, level);
  const rows =
    xp === null
      ? []
      : await listPeople(
          app.db,
          { ...question, direction: chosenDirection, xp },
          { after: readPlace(cursor), limit: limit + 1 },
        );
  const shown = rows.slice(0, limit);
  const toUser = await present(
    app,
    shown.map(({ person }) => person),
  );
  const last = rows.length > limit ? shown.at(-1)?.place : undefined;
  return {
    items: shown.map(({ person }) => toUser(person)),
    nextCursor: last ? `${last.value}.${last.id}` : null,
  };
}

/** Prompts of works are private to the person. */
function withoutPrompt(subject: HistoryItem['subject']): HistoryItem['subject'] {
  return subject?.type === 'generation' ? { ...subject, prompt: '' } : subject;
}

async function referrerOf(app: AppContext, userId: number): Promise<string | null> {
  const id = await findReferrerId(app.db, userId);
  const referrer = id === null ? null : await findPerson(app.db, id);
  return referrer && nameOf(referrer);
}

async function readNotes(app: AppContext, userId: number): Promise<AdminUserCard['notes']> {
  const notes = await listNotes(app.db, userId, CARD_NOTES);
  return notes.map(({ id, text, createdAt, author }) => ({
    id,
    authorName: author ? nameOf(author) : '—',
    text,
    createdAt: createdAt.toISOString(),
  }));
}

/** A person's works, badges, trainings and friends. */
async function readActivity(app: AppContext, userId: number) {
  const [works, badges, { trainings }, friends, referrer] = await Promise.all([
    countSucceeded(app.db, userId),
    listOwnBadges(app, userId),
    trainingTotals(app, userId),
    countFriends(app.db, userId),
    referrerOf(app, userId),
  ]);
  const shown = badges.map(({ metadata: _noted, ...badge }) => badge);
  return { works, badges: shown, trainings, friends, referrer };
}

async function readLedger(app: AppContext, userId: number): Promise<HistoryItem[]> {
  const question = { userId, kinds: null, after: null, limit: CARD_LINES, timeZone: 'UTC' };
  const entries = await ledger.readHistory(app.db, question);
  const subjectOf = await findSubjects(app.db, userId, entries);
  return entries.map((entry) => toHistoryItem(entry, withoutPrompt(subjectOf(entry))));
}

/** @throws DomainError NOT_FOUND */
export async function getUserCard(app: AppContext, userId: number): Promise<AdminUserCard> {
  const person = await findPerson(app.db, userId);
  if (!person) {
    throw new DomainError('NOT_FOUND');
  }
  const [toUser, balances, deeds, lines, payments, plan, generations, notes] = await Promise.all([
    present(app, [person]),
    ledger.getBalances(app.db, userId),
    readActivity(app, userId),
    readLedger(app, userId),
    listPaymentsOf(app, userId, CARD_LINES),
    currentPlan(app.db, userId),
    listGenerationsOf(app, userId, CARD_LINES),
    readNotes(app, userId),
  ]);
  return {
    user: toUser(person),
    balance: {
      coins: balances.coins,
      freeOperations: balances.free_operations,
      credits: balances.credits,
      freeTrainings: balances.free_trainings,
    },
    xp: balances.xp,
    ...deeds,
    streakDays: person.streakDays,
    isPremium: person.isPremium,
    botMayWrite: person.allowsMessages,
    erased: person.erasedAt !== null,
    plan: plan && {
      kind: plan.kind === 'PROMO' ? 'MONTH' : plan.kind,
      endsAt: plan.end.toISOString(),
    },
    freeAccess: toFreeAccess(person.freeAccessUntil, app.now()),
    blockedReason: person.blockedReason,
    ledger: lines,
    payments,
    generations,
    notes,
  };
}

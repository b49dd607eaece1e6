/** People as admins see them: the list, and the card of one person. */
import type { z } from 'zod';
import type { AdminUser, AdminUserCard, usersInput } from '../../../shared/schemas/admin.ts';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import { currentPlan } from '../plans/access.ts';
import { levelProgressOf } from '../progress/levels.ts';
import { toFreeAccess } from '../users/present.ts';
import { toHistoryItem } from '../wallet/service.ts';
import { findSubjects } from '../wallet/subjects.ts';
import { listGenerationsOf } from './generations.ts';
import { fullName } from './names.ts';
import { placeOf, toPage } from './pages.ts';
import { listPaymentsOf } from './payments.ts';
import * as statements from './peopleStatements.ts';

const CARD_LINES = 20;

/** Adds to the rows what the ledger knows of them. */
async function withBalances(app: AppContext, rows: readonly statements.PersonRow[]) {
  const [{ levels }, balances] = await Promise.all([
    app.catalog.read(),
    ledger.readBalancesOf(
      app.db,
      rows.map(({ id }) => id),
    ),
  ]);
  return (row: statements.PersonRow): AdminUser => {
    const { coins = 0, xp = 0 } = balances.get(row.id) ?? {};
    return {
      id: row.id,
      // Negative where the person's data were erased.
      telegramId: Math.max(0, row.telegram_id),
      firstName: row.first_name,
      lastName: row.last_name,
      username: row.username,
      photoUrl: row.photo_url,
      role: row.role,
      level: levelProgressOf(levels, xp).current.level,
      coins,
      blocked: row.blocked_at !== null,
      plan: row.has_plan,
      lastSeenAt: row.last_seen_at.toISOString(),
      createdAt: row.created_at.toISOString(),
    };
  };
}

/** Shorter words are like too many names. */
const MIN_MISSPELT = 4;

/** What the search takes: the words, as a pattern, as a number, and whether they may be misspelt. */
function searchedFor(words: string) {
  const number = /^\d{1,15}$/.test(words) ? words : null;
  const mayBeMisspelt = number === null && words.length >= MIN_MISSPELT && /\p{L}/u.test(words);
  return [words, words.replace(/[\\%_]/g, '\\$&'), number, mayBeMisspelt];
}

/** Finds people by id, Telegram id, @username or a part of the name, misspelt perhaps; the newest first. */
export async function listUsers(app: AppContext, input: z.infer<typeof usersInput>) {
  const { query, filter, cursor, limit } = input;
  const words = query.trim().replace(/^@/, '').toLowerCase();
  const rows = await app.db.query(statements.listPeople(filter, words !== ''), [
    placeOf(cursor),
    limit + 1,
    ...(words === '' ? [] : searchedFor(words)),
  ]);
  return toPage(rows, limit, await withBalances(app, rows));
}

/** The prompts of works stay between the person and the product. */
function withoutPrompt(subject: HistoryItem['subject']): HistoryItem['subject'] {
  return subject?.type === 'generation' ? { ...subject, prompt: '' } : subject;
}

/** @throws DomainError NOT_FOUND */
export async function getUserCard(app: AppContext, userId: number): Promise<AdminUserCard> {
  const [[row], balances, entries, payments, plan, generations] = await Promise.all([
    app.db.query(statements.readPerson, [userId]),
    ledger.getBalances(app.db, userId),
    ledger.readHistory(app.db, {
      userId,
      kinds: null,
      after: null,
      limit: CARD_LINES,
      timeZone: 'UTC',
    }),
    listPaymentsOf(app, userId, CARD_LINES),
    currentPlan(app.db, userId),
    listGenerationsOf(app, userId, CARD_LINES),
  ]);
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  const [toUser, subjectOf] = await Promise.all([
    withBalances(app, [row]),
    findSubjects(app.db, userId, entries),
  ]);
  return {
    user: toUser(row),
    balance: {
      coins: balances.coins,
      freeOperations: balances.free_operations,
      credits: balances.credits,
      freeTrainings: balances.free_trainings,
    },
    xp: balances.xp,
    works: row.works,
    paidStars: row.paid_stars,
    paidKopecks: row.paid_kopecks,
    referrer: row.referrer && fullName(row.referrer),
    plan: plan && {
      kind: plan.kind === 'PROMO' ? 'MONTH' : plan.kind,
      endsAt: plan.end.toISOString(),
    },
    freeAccess: toFreeAccess(row.free_access_until, app.now()),
    blockedReason: row.blocked_reason,
    firstBot: row.first_bot,
    ledger: entries.map((entry) => toHistoryItem(entry, withoutPrompt(subjectOf(entry)))),
    payments,
    generations,
  };
}

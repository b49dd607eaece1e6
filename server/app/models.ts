/**
 * The table of contents of the data: every table's model, and how they belong together.
 * The models are bound to each database when it is opened; `docs/data-model.md` is written from here.
 */

import { serverSecretsTable } from '../auth/models.ts';
import { type Association, hasMany, hasOne } from '../db/associations.ts';
import { IdempotentRequest, requestsTable } from '../db/models.ts';
import type { Table } from '../db/table.ts';
import { DataExport, dataExportsTable, erasedPeopleTable } from '../features/account/models.ts';
import { AdminAction, adminActionsTable } from '../features/admin/models.ts';
import { alertsTable } from '../features/alerts/models.ts';
import { botCallsTable, botKeysTable } from '../features/botsApi/models.ts';
import { Broadcast, broadcastsTable } from '../features/broadcasts/models.ts';
import {
  Badge,
  badgesTable,
  GenerationModel,
  levelsTable,
  modelsTable,
  Plan,
  packsTable,
  plansTable,
  presetsTable,
  rewardsTable,
  settingsTable,
} from '../features/catalog/models.ts';
import { EarnedTask, earnedTasksTable } from '../features/earn/models.ts';
import { dailyFiguresTable, hourlyFiguresTable } from '../features/figures/models.ts';
import { Media, MediaCounts, mediaCountsTable, mediaTable } from '../features/gallery/models.ts';
import {
  Generation,
  generationsTable,
  Upload,
  uploadsTable,
} from '../features/generation/models.ts';
import { inboxEventsTable } from '../features/inbox/models.ts';
import {
  AppPresence,
  appPresenceTable,
  MessagePicture,
  messagePicturesTable,
  OutboxMessage,
  outboxMessagesTable,
  outboxPaceTable,
} from '../features/notifications/models.ts';
import {
  Payment,
  PaymentCharge,
  PaymentEvent,
  PaymentRefund,
  paymentChargesTable,
  paymentEventsTable,
  paymentRefundsTable,
  paymentsTable,
  providerLinesTable,
  reconcilePositionsTable,
} from '../features/payments/models.ts';
import {
  PersonFigures,
  PersonNote,
  personFiguresTable,
  personNotesTable,
} from '../features/people/models.ts';
import {
  PlanGrant,
  PlanUsage,
  planGrantsTable,
  planUsageTable,
  UserPlan,
  userPlansTable,
} from '../features/plans/models.ts';
import {
  ImportedTotals,
  importedTotalsTable,
  Training,
  trainingsTable,
  UserBadge,
  UserCounter,
  UserOperation,
  userBadgesTable,
  userCountersTable,
  userOperationsTable,
} from '../features/progress/models.ts';
import {
  PromoCode,
  PromoGuess,
  PromoUse,
  promoCodesTable,
  promoGuessesTable,
  promoUsesTable,
} from '../features/promo/models.ts';
import { Referral, referralsTable } from '../features/referrals/models.ts';
import {
  SupportMessage,
  SupportThread,
  supportMessagesTable,
  supportThreadsTable,
} from '../features/support/models.ts';
import { BotSession, botSessionsTable, User, usersTable } from '../features/users/models.ts';
import {
  Webinar,
  WebinarRegistration,
  webinarRegistrationsTable,
  webinarsTable,
} from '../features/webinars/models.ts';
import {
  LedgerEntry,
  LedgerShortfall,
  ledgerEntriesTable,
  ledgerShortfallsTable,
  Wallet,
  walletsTable,
} from '../ledger/models.ts';
import { rateLimitsTable } from '../limits/models.ts';
import { botNamesTable } from '../telegram/models.ts';

export const tables: readonly Table[] = [
  serverSecretsTable,
  usersTable,
  botSessionsTable,
  botNamesTable,
  botKeysTable,
  botCallsTable,
  requestsTable,
  rateLimitsTable,
  adminActionsTable,
  alertsTable,
  appPresenceTable,
  outboxMessagesTable,
  outboxPaceTable,
  messagePicturesTable,
  broadcastsTable,
  badgesTable,
  levelsTable,
  modelsTable,
  packsTable,
  plansTable,
  presetsTable,
  rewardsTable,
  settingsTable,
  generationsTable,
  uploadsTable,
  inboxEventsTable,
  ledgerEntriesTable,
  ledgerShortfallsTable,
  walletsTable,
  mediaTable,
  mediaCountsTable,
  paymentsTable,
  paymentChargesTable,
  paymentRefundsTable,
  paymentEventsTable,
  providerLinesTable,
  reconcilePositionsTable,
  dailyFiguresTable,
  hourlyFiguresTable,
  userPlansTable,
  planGrantsTable,
  planUsageTable,
  promoCodesTable,
  promoUsesTable,
  promoGuessesTable,
  referralsTable,
  trainingsTable,
  importedTotalsTable,
  userBadgesTable,
  userCountersTable,
  userOperationsTable,
  webinarsTable,
  webinarRegistrationsTable,
  earnedTasksTable,
  supportThreadsTable,
  supportMessagesTable,
  erasedPeopleTable,
  dataExportsTable,
  personFiguresTable,
  personNotesTable,
];

const ofUser = { owner: 'user', foreignKey: 'userId' };

export const associations: readonly Association[] = [
  hasMany(User, BotSession, { ...ofUser, owned: 'sessions' }),
  hasMany(User, IdempotentRequest, { ...ofUser, owned: 'requests' }),
  hasMany(User, Wallet, { ...ofUser, owned: 'wallets' }),
  hasMany(User, LedgerEntry, { ...ofUser, owned: 'ledgerEntries' }),
  hasMany(User, LedgerShortfall, { ...ofUser, owned: 'shortfalls' }),
  hasOne(User, PersonFigures, { ...ofUser, owned: 'figures' }),
  hasMany(User, PersonNote, { ...ofUser, owned: 'notes' }),
  hasMany(User, PersonNote, { owner: 'author', owned: 'writtenNotes', foreignKey: 'authorUserId' }),
  hasOne(User, AppPresence, { ...ofUser, owned: 'presence' }),
  hasMany(User, OutboxMessage, { ...ofUser, owned: 'outboxMessages' }),
  hasMany(User, Broadcast, { owner: 'admin', owned: 'broadcasts', foreignKey: 'adminUserId' }),
  hasMany(Broadcast, OutboxMessage, {
    owner: 'broadcast',
    owned: 'messages',
    foreignKey: 'broadcastId',
  }),
  hasMany(MessagePicture, Broadcast, {
    owner: 'picture',
    owned: 'broadcasts',
    foreignKey: 'pictureId',
  }),
  hasMany(User, AdminAction, { owner: 'admin', owned: 'adminActions', foreignKey: 'adminUserId' }),

  hasMany(User, Generation, { ...ofUser, owned: 'generations' }),
  hasMany(GenerationModel, Generation, {
    owner: 'soldModel',
    owned: 'generations',
    foreignKey: 'model',
    key: 'code',
  }),
  hasMany(GenerationModel, GenerationModel, {
    owner: 'fallbackModel',
    owned: 'fallbackOf',
    foreignKey: 'fallback',
    key: 'code',
  }),
  hasMany(User, Upload, { ...ofUser, owned: 'uploads' }),
  hasMany(User, Media, { ...ofUser, owned: 'media' }),
  hasMany(Generation, Media, { owner: 'generation', owned: 'media', foreignKey: 'generationId' }),
  hasOne(User, MediaCounts, { ...ofUser, owned: 'mediaCounts' }),

  hasMany(User, Payment, { ...ofUser, owned: 'payments' }),
  hasMany(Plan, Payment, {
    owner: 'plan',
    owned: 'payments',
    foreignKey: 'planCode',
    key: 'code',
  }),
  hasMany(PromoCode, Payment, { owner: 'promo', owned: 'payments', foreignKey: 'promoId' }),
  hasMany(User, PaymentCharge, { ...ofUser, owned: 'charges' }),
  hasMany(Payment, PaymentCharge, { owner: 'payment', owned: 'charges', foreignKey: 'paymentId' }),

  hasMany(User, PaymentRefund, { ...ofUser, owned: 'refunds' }),
  hasMany(Payment, PaymentEvent, { owner: 'payment', owned: 'events', foreignKey: 'paymentId' }),

  hasMany(User, UserPlan, { ...ofUser, owned: 'plans' }),
  hasMany(Plan, UserPlan, { owner: 'plan', owned: 'holders', foreignKey: 'planCode', key: 'code' }),
  hasMany(Payment, UserPlan, { owner: 'payment', owned: 'plans', foreignKey: 'paymentId' }),
  hasMany(UserPlan, PlanGrant, { owner: 'userPlan', owned: 'grants', foreignKey: 'userPlanId' }),
  hasMany(User, PlanUsage, { ...ofUser, owned: 'planUsage' }),

  hasMany(PromoCode, PromoUse, { owner: 'promo', owned: 'uses', foreignKey: 'promoId' }),
  hasMany(User, PromoUse, { ...ofUser, owned: 'promoUses' }),
  hasMany(Payment, PromoUse, { owner: 'payment', owned: 'promoUses', foreignKey: 'paymentId' }),
  hasOne(User, PromoGuess, { ...ofUser, owned: 'promoGuess' }),

  hasOne(User, Referral, { owner: 'referee', owned: 'invitedBy', foreignKey: 'refereeUserId' }),
  hasMany(User, Referral, { owner: 'referrer', owned: 'invited', foreignKey: 'referrerUserId' }),

  hasMany(User, Training, { ...ofUser, owned: 'trainings' }),
  hasMany(User, ImportedTotals, { ...ofUser, owned: 'importedTotals' }),
  hasMany(User, UserBadge, { ...ofUser, owned: 'userBadges' }),
  hasMany(Badge, UserBadge, {
    owner: 'definition',
    owned: 'owners',
    foreignKey: 'badge',
    key: 'code',
  }),
  hasMany(User, UserCounter, { ...ofUser, owned: 'counters' }),
  hasMany(User, UserOperation, { ...ofUser, owned: 'operations' }),

  hasMany(Webinar, WebinarRegistration, {
    owner: 'webinar',
    owned: 'registrations',
    foreignKey: 'webinarId',
  }),
  hasMany(User, DataExport, { ...ofUser, owned: 'exports' }),
  hasOne(User, SupportThread, { ...ofUser, owned: 'supportThread' }),
  hasMany(SupportThread, SupportMessage, {
    owner: 'thread',
    owned: 'messages',
    foreignKey: 'userId',
    key: 'userId',
  }),
  hasMany(User, SupportMessage, {
    owner: 'admin',
    owned: 'supportAnswers',
    foreignKey: 'adminUserId',
  }),

  hasMany(User, EarnedTask, { ...ofUser, owned: 'earnedTasks' }),
  hasMany(User, WebinarRegistration, { ...ofUser, owned: 'webinarRegistrations' }),
];

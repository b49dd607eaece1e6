/** XP, badges and trainings. */
import type { z } from 'zod';
import {
  badgeDefinition,
  badgeInput,
  badgeListItem,
  badgeOutput,
  badgesOutput,
  trainingInput,
  trainingOutput,
  trainingsListOutput,
  trainingsQuery,
  xpInput,
  xpOutput,
} from '../../../../shared/schemas/botsApi.ts';
import type { AppContext } from '../../../app/context.ts';
import { defineBadge } from '../../catalog/service.ts';
import { pageOfTrainings, type TrainingRow } from '../../progress/lookup.ts';
import { addXp, awardBadge, recordTraining } from '../../progress/service.ts';
import { read, write } from '../operation.ts';

const TRAININGS = '/users/{telegramId}/trainings';

/** A badge that was just defined through another process may not be in this one's catalog yet. */
async function refreshBadges(app: AppContext, wanted: string): Promise<void> {
  const { badges } = await app.catalog.read();
  if (!badges.some(({ code }) => code === wanted)) {
    app.catalog.invalidate();
  }
}

export const progressOperations = [
  write({
    id: 'addXp',
    method: 'post',
    path: '/users/{telegramId}/xp',
    tag: 'Progress',
    summary: 'Add XP',
    description:
      'XP and level are common to all bots. Levels reached pay their rewards by themselves.',
    body: xpInput,
    answer: xpOutput,
    mayCreate: true,
    run: ({ app, bot, who, ledgerKey, body }, tx) =>
      addXp(app, tx, who, { source: `bot:${bot.id}`, cause: ledgerKey, amount: body.amount }),
  }),
  write({
    id: 'awardBadge',
    method: 'post',
    path: '/users/{telegramId}/badges',
    tag: 'Progress',
    summary: 'Award a badge',
    description: 'Seen in all bots and in the app. Awarding it again changes nothing.',
    body: badgeInput,
    answer: badgeOutput,
    mayCreate: true,
    prepare: ({ app, body }) => refreshBadges(app, body.badge),
    async run({ app, who, body }, tx) {
      const { badge, metadata = {} } = body;
      return { ...(await awardBadge(app, tx, who, { badge, metadata })), badge };
    },
  }),
  read({
    id: 'listBadges',
    method: 'get',
    path: '/badges',
    tag: 'Progress',
    summary: 'All badges with their criteria',
    answer: badgesOutput,
    async run({ app }) {
      const { badges } = await app.catalog.read();
      return { items: badges.map((badge) => ({ ...badge, definedBy: badge.defined_by })) };
    },
  }),
  write({
    id: 'putBadge',
    method: 'put',
    path: '/badges/{code}',
    tag: 'Progress',
    summary: 'Define a badge of this bot, or change it',
    description: 'Badges of the product and of other bots stay as they are: 409.',
    body: badgeDefinition,
    answer: badgeListItem,
    async run({ app, bot, params, body }, tx) {
      const { code = '' } = params;
      const badge = await defineBadge(app, tx, { botName: bot.name, code, ...body });
      const { criteria, definedBy = null } = badge.get();
      return { code, ...body, criteria, definedBy };
    },
  }),
  write({
    id: 'recordTraining',
    method: 'post',
    path: TRAININGS,
    tag: 'Progress',
    summary: 'Record a finished training',
    description: 'Shown in the app, with the score out of the maximum that the bot gives.',
    body: trainingInput,
    answer: trainingOutput,
    mayCreate: true,
    async run({ app, who, callKey, body }, tx) {
      const { date, reference = callKey, maxScore, clarityLevel, ...rest } = body;
      const { id, recorded } = await recordTraining(app, tx, who, {
        ...rest,
        reference,
        maxScore: maxScore ?? null,
        clarityLevel: clarityLevel ?? null,
        trainedAt: date === undefined ? app.now() : new Date(date),
      });
      return { id: String(id), recorded };
    },
  }),
  read({
    id: 'listTrainings',
    method: 'get',
    path: TRAININGS,
    tag: 'Progress',
    summary: 'Trainings of a person in this bot, the last held first',
    query: trainingsQuery,
    answer: trainingsListOutput,
    async run({ app, bot, person, query }) {
      const page = await pageOfTrainings(app, person.id, { ...query, botName: bot.name });
      return { items: page.rows.map(toTraining), nextCursor: page.nextCursor };
    },
  }),
];

const toNumber = (text: string | null) => (text === null ? null : Number(text));

function toTraining(row: TrainingRow): z.input<typeof trainingsListOutput>['items'][number] {
  return {
    id: String(row.id),
    reference: row.reference,
    title: row.title,
    totalScore: Number(row.totalScore),
    maxScore: toNumber(row.maxScore),
    clarityLevel: toNumber(row.clarityLevel),
    questionCount: row.questionCount,
    perTypeCounts: row.perTypeCounts,
    caseData: row.caseData,
    sessionSnapshot: row.sessionSnapshot,
    date: row.trainedAt.toISOString(),
  };
}

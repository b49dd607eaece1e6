/** Trainings that bots have recorded, and their totals. */
import { col, fn, Op } from 'sequelize';
import type { z } from 'zod';
import type {
  Training as TrainingShape,
  trainingsInput,
  trainingsOutput,
} from '../../../shared/schemas/progress.ts';
import type { AppContext } from '../../app/context.ts';
import * as ledger from '../../ledger/index.ts';
import { ImportedTotals, Training } from './models.ts';

const MAX_FACTS = 6;
const MAX_FACT_LENGTH = 120;

export type TrainingRow = Training;

/** A page of a person's trainings, the last held first. */
export async function pageOfTrainings(
  app: AppContext,
  userId: number,
  query: { cursor?: string | undefined; limit: number; botName?: string },
): Promise<{ rows: Training[]; nextCursor: string | null }> {
  const { cursor, limit, botName } = query;
  const trainings = app.db.of(Training);
  const last = cursor ? await trainings.findOne({ where: { userId, id: Number(cursor) } }) : null;
  const rows = await trainings.findAll({
    where: {
      userId,
      ...(botName === undefined ? {} : { botName }),
      ...(last && {
        [Op.or]: [
          { trainedAt: { [Op.lt]: last.trainedAt } },
          { trainedAt: last.trainedAt, id: { [Op.lt]: last.id } },
        ],
      }),
    },
    order: [
      ['trainedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return { rows: shown, nextCursor: rows.length > limit ? String(shown.at(-1)?.id) : null };
}

/** pg gives counts and sums of numerics as text. */
interface Sums {
  held: number | string;
  total: string | null;
  best: string | null;
}

/** How many trainings there were in all bots, and their scores. */
export async function trainingTotals(app: AppContext, userId: number) {
  const [[held], imported] = await Promise.all([
    app.db.of(Training).findAll({
      attributes: [
        [fn('count', col('id')), 'held'],
        [fn('sum', col('total_score')), 'total'],
        [fn('max', col('total_score')), 'best'],
      ],
      where: { userId },
      raw: true,
    }) as Promise<unknown> as Promise<Sums[]>,
    app.db.of(ImportedTotals).findAll({ where: { userId } }),
  ]);
  const best = [held?.best, ...imported.map(({ bestScore }) => bestScore)]
    .filter((score) => score !== null && score !== undefined)
    .map(Number);
  const sum = (values: readonly (number | string | null | undefined)[]) =>
    values.reduce<number>((total, value) => total + Number(value ?? 0), 0);
  return {
    trainings: sum([held?.held, ...imported.map((row) => row.trainings)]),
    totalScore: sum([held?.total, ...imported.map((row) => row.totalScore)]),
    bestScore: best.length > 0 ? Math.max(...best) : null,
  };
}

/** Trainings of a person in all bots, with the free ones that are left. */
export async function listTrainings(
  app: AppContext,
  userId: number,
  query: z.infer<typeof trainingsInput>,
): Promise<z.infer<typeof trainingsOutput>> {
  const [{ rows, nextCursor }, lots, credits, totals] = await Promise.all([
    pageOfTrainings(app, userId, query),
    ledger.readLots(app.db, userId, 'free_trainings'),
    ledger.readLots(app.db, userId, 'credits'),
    trainingTotals(app, userId),
  ]);
  return {
    items: rows.map(toTraining),
    nextCursor,
    freeLeft: leftOf(lots),
    freeBySource: ledger.leftBySource(lots),
    credits: {
      left: leftOf(credits),
      total: credits.reduce((sum, { given }) => sum + given, 0),
    },
    totals,
  };
}

const leftOf = (lots: readonly ledger.Lot[]) => lots.reduce((sum, { left }) => sum + left, 0);

function toTraining(row: Training): TrainingShape {
  return {
    id: String(row.id),
    botName: row.botName,
    title: row.title,
    score: Number(row.totalScore),
    maxScore: row.maxScore === null ? null : Number(row.maxScore),
    clarity: row.clarityLevel === null ? null : Number(row.clarityLevel),
    questionCount: row.questionCount,
    perType: Object.entries(row.perTypeCounts)
      .filter(([, count]) => typeof count === 'number' && count > 0)
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count),
    caseFacts: factsOf(row.caseData),
    date: row.trainedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

/** The plain values of a case, which a person can read. */
function factsOf(data: Record<string, unknown>): TrainingShape['caseFacts'] {
  return Object.entries(data)
    .filter(([, value]) => ['string', 'number'].includes(typeof value) && value !== '')
    .slice(0, MAX_FACTS)
    .map(([name, value]) => ({ name, value: cut(String(value)) }));
}

function cut(text: string): string {
  return text.length > MAX_FACT_LENGTH ? `${text.slice(0, MAX_FACT_LENGTH - 1).trimEnd()}…` : text;
}

/** XP, levels and badges: what other features report about a person, and its effects. */
import { literal } from 'sequelize';
import type { MediaKind, OperationCode } from '../../../shared/catalog/operations.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { Training, UserOperation } from './models.ts';
import type { Recipient } from './recipient.ts';
import { addXpFor, countForBadges } from './xp.ts';

export { countCandidates, grantBadgeJob } from './grantToAll.ts';
export { importProgress } from './importProgress.ts';
export { addXp, addXpFor, awardBadge, countForBadges } from './xp.ts';

/** A generation has succeeded: XP, counters and badges. */
export async function recordWork(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  work: { kind: MediaKind; operation: OperationCode; generationId: string },
): Promise<void> {
  const xpCode = work.kind === 'image' ? 'xp_image' : 'xp_video';
  const cause = { source: 'generation', cause: work.generationId };
  if (!(await addXpFor(app, tx, who, xpCode, cause))) {
    return;
  }
  const isFirst = await countOperation(tx, who.userId, work.operation);
  await countForBadges(app, tx, who, {
    [work.kind === 'image' ? 'images' : 'videos']: 1,
    generations: 1,
    operations_used: isFirst ? 1 : 0,
  });
}

/** @returns whether the person has used this operation for the first time. */
async function countOperation(tx: Tx, userId: number, operation: OperationCode): Promise<boolean> {
  const operations = tx.of(UserOperation);
  const first = await operations.createUnlessExists({ userId, operation, count: 1 });
  if (!first) {
    await operations.update({ count: literal('count + 1') }, { where: { userId, operation } });
  }
  return first !== null;
}

/** A top-up has been credited. `coins` in hundredths. */
export async function recordTopup(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  topup: { provider: string; chargeId: string; coins: number },
): Promise<void> {
  const cause = { source: 'topup', cause: `${topup.provider}:${topup.chargeId}` };
  if (await addXpFor(app, tx, who, 'xp_topup', cause)) {
    await countForBadges(app, tx, who, { topups: 1, topup_coins: topup.coins });
  }
}

/** A training that another bot has held with a person. */
export interface TrainingResult {
  /** The bot's own id of it: the same training is recorded once. */
  reference: string;
  title: string;
  totalScore: number;
  /** What the score is out of; null where the bot does not say. */
  maxScore: number | null;
  clarityLevel: number | null;
  questionCount: number;
  perTypeCounts: Record<string, number>;
  caseData: Record<string, unknown>;
  sessionSnapshot: Record<string, unknown>;
  trainedAt: Date;
}

/** Records a training and counts it. @returns its id, and whether it is new. */
export async function recordTraining(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  training: TrainingResult,
): Promise<{ id: number; recorded: boolean }> {
  const { userId, botName } = who;
  const { reference, totalScore, maxScore, clarityLevel, ...rest } = training;
  const key = { userId, botName, reference };
  const figures = {
    totalScore: String(totalScore),
    maxScore: maxScore === null ? null : String(maxScore),
    clarityLevel: clarityLevel === null ? null : String(clarityLevel),
  };
  const trainings = tx.of(Training);
  // Stored already or about to be: the unique key decides.
  const [{ id = null } = {}] = await trainings.bulkCreate([{ ...key, ...rest, ...figures }], {
    ignoreDuplicates: true,
    returning: ['id'],
  });
  if (id !== null) {
    await countForBadges(app, tx, who, { trainings: 1 });
    app.live.publish(tx, userId, { type: 'training' });
    return { id, recorded: true };
  }
  const known = await trainings.findOne({ where: key, rejectOnEmpty: true });
  return { id: known.id, recorded: false };
}

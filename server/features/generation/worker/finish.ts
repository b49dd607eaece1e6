/** The last transactions of a generation. The first one to end it wins; the refund is part of it. */
import { Op } from 'sequelize';
import { v7 as uuidv7 } from 'uuid';
import { operationRules } from '../../../../shared/catalog/operations.ts';
import type { FailureReason } from '../../../../shared/closedSets.ts';
import type { AppContext } from '../../../app/context.ts';
import { toStorable } from '../../../core/storable.ts';
import type { Tx } from '../../../db/database.ts';
import { NOW } from '../../../db/values.ts';
import { insertWorks } from '../../gallery/lookup.ts';
import type { IngestedFile } from '../../media/service.ts';
import { notify } from '../../notifications/service.ts';
import { recordWork } from '../../progress/service.ts';
import { countFriend } from '../../referrals/service.ts';
import { ENDED, Generation, type GenerationRow } from '../models.ts';
import { isRefundable, refund } from '../refunds.ts';
import type { GenerationKey, Lease } from './lease.ts';

const MAX_DETAIL = 1000;

/** Publishes the state to the person's open apps, and counts the outcome. */
export function announce(app: AppContext, tx: Tx, row: GenerationRow): void {
  const { id, status, progress } = row;
  if (status !== 'queued' && status !== 'running') {
    tx.onCommit(() => app.metrics.countGeneration(row.provider ?? 'none', row.failure ?? status));
  }
  app.live.publish(tx, row.userId, { type: 'generation', id, status, progress });
}

async function insertMedia(
  tx: Tx,
  row: GenerationRow,
  files: readonly IngestedFile[],
): Promise<string> {
  const ids = files.map(() => uuidv7());
  await insertWorks(
    tx,
    files.map((file, position) => ({
      ...file,
      userId: row.userId,
      id: ids[position] ?? '',
      generationId: row.id,
      position,
      operation: row.operation,
      model: row.madeBy ?? row.model,
    })),
  );
  const [first] = ids;
  if (!first) {
    throw new Error('a result without files');
  }
  return first;
}

/** @throws LeaseLostError when somebody else has ended it; then nothing is written. */
export async function finishWith(
  app: AppContext,
  lease: Lease,
  files: readonly IngestedFile[],
): Promise<void> {
  const person = { userId: lease.key.userId, botName: lease.row.botName };
  await app.db.transaction(async (tx) => {
    const row = await lease.writeIn(tx, {
      ...ENDED,
      status: 'succeeded',
      progress: 1,
      mediaCount: files.length,
    });
    const mediaId = await insertMedia(tx, row, files);
    await recordWork(app, tx, person, {
      kind: operationRules[row.operation].result,
      operation: row.operation,
      generationId: row.id,
    });
    await countFriend(app, tx, person.userId);
    await notify(app, tx, {
      ...person,
      key: row.id,
      message: { kind: 'generation_ready', generationId: row.id, mediaId },
    });
    announce(app, tx, row);
  });
}

const asFailed = (failure: FailureReason, detail: string) => ({
  ...ENDED,
  status: 'failed' as const,
  failure,
  failureDetail: toStorable(detail.slice(0, MAX_DETAIL)),
});

async function settleFailure(app: AppContext, tx: Tx, row: GenerationRow): Promise<void> {
  const { isCollected } = await refund(app, tx, row);
  await notify(app, tx, {
    userId: row.userId,
    botName: row.botName,
    key: row.id,
    message: {
      kind: 'generation_failed',
      generationId: row.id,
      refunded: isRefundable[row.paidWith],
      byTeam: row.failure === 'ended_by_team',
      collected: isCollected,
    },
  });
  announce(app, tx, row);
}

/** @throws LeaseLostError when somebody else has ended it; then nothing is written. */
export async function failWith(
  app: AppContext,
  lease: Lease,
  reason: FailureReason,
  detail: string,
): Promise<void> {
  await app.db.transaction(async (tx) => {
    const failed = asFailed(reason, app.redactor.text(detail));
    await settleFailure(app, tx, await lease.writeIn(tx, failed));
  });
}

const unfinished = (tx: Tx) => tx.of(Generation).scope('unfinished');

/** Fails generations past their deadline, whoever holds the lease. */
export async function failOverdue(app: AppContext, key: GenerationKey): Promise<void> {
  await app.db.transaction(async (tx) => {
    // The deadline overrides every lease.
    const [row] = await unfinished(tx).updateReturning(
      asFailed('deadline_exceeded', 'not finished in time'),
      { where: { ...key, deadlineAt: { [Op.lte]: NOW } } },
    );
    if (row) {
      await settleFailure(app, tx, row);
    }
  });
}

/**
 * Fails an unfinished generation in the caller's transaction, and refunds it.
 * @returns null when it has ended already.
 */
export async function failManually(
  app: AppContext,
  tx: Tx,
  key: GenerationKey,
  detail: string,
): Promise<GenerationRow | null> {
  const failed = asFailed('ended_by_team', detail);
  const [row] = await unfinished(tx).updateReturning(failed, { where: { ...key } });
  if (row) {
    await settleFailure(app, tx, row);
  }
  return row ?? null;
}

/** The last transactions of a generation. The first one to end it wins; the refund is part of it. */
import { v7 as uuidv7 } from 'uuid';
import { operationRules } from '../../../../shared/catalog/operations.ts';
import type { FailureReason } from '../../../../shared/closedSets.ts';
import type { AppContext } from '../../../app/context.ts';
import { toStorable } from '../../../core/storable.ts';
import type { Tx } from '../../../db/database.ts';
import type { IngestedFile } from '../../media/ingest.ts';
import { notify } from '../../notifications/service.ts';
import { recordWork } from '../../progress/service.ts';
import { refund, takesSomething } from '../refunds.ts';
import type { GenerationRow } from '../statements.ts';
import type { GenerationKey, Lease } from './lease.ts';
import * as statements from './statements.ts';

const MAX_DETAIL = 1000;

export function announce(app: AppContext, tx: Tx, row: GenerationRow): void {
  const { id, status, progress } = row;
  app.live.publish(tx, row.user_id, { type: 'generation', id, status, progress });
}

async function insertMedia(
  tx: Tx,
  row: GenerationRow,
  files: readonly IngestedFile[],
): Promise<string> {
  const ids = files.map(() => uuidv7());
  for (const [position, file] of files.entries()) {
    await tx.query(statements.insertMedia, [
      row.user_id,
      ids[position],
      row.id,
      position,
      file.kind,
      row.operation,
      row.made_by ?? row.model,
      file.mime,
      file.width,
      file.height,
      file.bytes,
      file.durationMs,
      file.file,
      file.previewFile,
      file.thumbFile,
      file.thumbhash,
    ]);
  }
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
  const person = { userId: lease.key.userId, botName: lease.row.bot_name };
  await app.db.transaction(async (tx) => {
    const row = await lease.writeIn(tx, statements.succeed, files.length);
    const mediaId = await insertMedia(tx, row, files);
    await recordWork(app, tx, person, {
      kind: operationRules[row.operation].result,
      operation: row.operation,
      generationId: row.id,
    });
    await notify(app, tx, {
      ...person,
      key: row.id,
      message: { kind: 'generation_ready', generationId: row.id, mediaId },
    });
    announce(app, tx, row);
  });
}

async function settleFailure(app: AppContext, tx: Tx, row: GenerationRow): Promise<void> {
  await refund(app, tx, row);
  await notify(app, tx, {
    userId: row.user_id,
    botName: row.bot_name,
    key: row.id,
    message: {
      kind: 'generation_failed',
      generationId: row.id,
      refunded: takesSomething[row.paid_with],
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
    const text = toStorable(app.redactor.text(detail).slice(0, MAX_DETAIL));
    await settleFailure(app, tx, await lease.writeIn(tx, statements.fail, reason, text));
  });
}

/** Fails what is past its deadline, whoever holds it. */
export async function failOverdue(app: AppContext, key: GenerationKey): Promise<void> {
  await app.db.transaction(async (tx) => {
    const [row] = await tx.query(statements.failOverdue, [
      key.userId,
      key.id,
      null,
      'deadline_exceeded' satisfies FailureReason,
      'not finished in time',
    ]);
    if (row) {
      await settleFailure(app, tx, row);
    }
  });
}

/**
 * Fails what has not ended, in the caller's transaction, and gives back what it took.
 * @returns null when it has ended already.
 */
export async function failByHand(
  app: AppContext,
  tx: Tx,
  key: GenerationKey,
  detail: string,
): Promise<GenerationRow | null> {
  const [row] = await tx.query(statements.failUnfinished, [
    key.userId,
    key.id,
    'deadline_exceeded' satisfies FailureReason,
    toStorable(detail.slice(0, MAX_DETAIL)),
  ]);
  if (row) {
    await settleFailure(app, tx, row);
  }
  return row ?? null;
}

/** Idempotency of writes: one key of a bot, one input, one effect, one answer. */
import { Op } from 'sequelize';
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { MAX_NIGHTLY_TRANSACTION_MS, type Tx } from '../../db/database.ts';
import { assertSameInput, hashInput } from '../../db/requests.ts';
import { defineJob } from '../../jobs/job.ts';
import { BotCall } from './models.ts';

const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Call {
  botName: string;
  /** Null where the call needs none, because it is idempotent by itself. */
  idempotencyKey: string | null;
  /** The person whom it concerns; null where there is none. */
  telegramId: number | null;
  operation: string;
  input: unknown;
}

/**
 * Runs a write once. The answer is stored in the transaction of the write; a parallel call with the same key
 * waits for it. A refusal changes nothing and is not stored: the same call may succeed later.
 * @param prepare runs before the transaction; skipped for a repetition.
 * @throws DomainError IDEMPOTENCY_CONFLICT (the key was used for something else).
 */
export async function runOnce<Answer extends object>(
  app: AppContext,
  { botName, idempotencyKey, telegramId, operation, input }: Call,
  prepare: () => Promise<void>,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  if (idempotencyKey === null) {
    await prepare();
    return await app.db.transaction(work);
  }
  const inputHash = hashInput({ operation, input });
  const key = { botName, idempotencyKey };
  const answered = await app.db.of(BotCall).findOne({ where: key });
  if (answered) {
    return answerOf(answered, inputHash) as Answer;
  }
  await prepare();
  return await app.db.transaction(async (tx) => {
    const calls = tx.of(BotCall);
    const [{ id = null } = {}] = await calls.bulkCreate(
      [{ ...key, telegramId, operation, inputHash }],
      {
        ignoreDuplicates: true,
        returning: ['id'],
      },
    );
    if (id === null) {
      const earlier = await calls.findOne({ where: key, rejectOnEmpty: true });
      return answerOf(earlier, inputHash) as Answer;
    }
    const answer = await work(tx);
    await calls.update({ answer }, { where: { id } });
    return answer;
  });
}

function answerOf(call: BotCall, inputHash: Buffer): object {
  assertSameInput(call.inputHash, inputHash);
  if (call.answer === null) {
    throw new DomainError('INTERNAL', {}, { cause: 'a call was claimed and not answered' });
  }
  return call.answer;
}

/** Every night: deletes stored answers that are no longer needed. */
export const purgeCallsJob = defineJob({
  name: 'botsApi.forgetCalls',
  payload: z.object({}),
  cron: '59 3 * * *',
  policy: { retryLimit: 1, retryDelay: 60, expireInSeconds: 300 },
  async handle(app) {
    const before = new Date(app.now().getTime() - KEPT_DAYS * DAY_MS);
    await app.db.transaction(
      (tx) => tx.of(BotCall).destroy({ where: { createdAt: { [Op.lt]: before } } }),
      { maxMs: MAX_NIGHTLY_TRANSACTION_MS },
    );
  },
});

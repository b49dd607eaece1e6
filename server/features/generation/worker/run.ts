/**
 * One generation, from the claim to its end. This is the state machine; the row is its memory, and
 * every step is written down before the next one begins.
 *
 * | state (columns)                                   | who moves it on, and what a kill -9 leads to |
 * |---------------------------------------------------|----------------------------------------------|
 * | queued: no lease                                  | The job claims it (`claim`). Its job is in the same transaction as its row, so it can't be forgotten. The person may cancel it. |
 * | running, lease, no `submit_started_at`            | The worker reads the inputs and chooses a provider. Killed here: the lease runs out, `sweep` queues it again, the next worker does the same. |
 * | running, `submit_started_at`, no request id       | The provider is being asked. Killed here: nobody knows whether work was begun. A provider whose submit is idempotent is asked again; otherwise it fails as `outcome_unknown` and is refunded. A refusal that began nothing clears the mark. |
 * | running, request id                               | The worker polls; any worker can. Killed here: the next one goes on polling the same request. |
 * | running, request id, files made                   | Files are downloaded and stored under the names of their contents. Killed here: done again, with the same names. |
 * | succeeded                                         | End. One transaction: media, XP and badges, message, live event. |
 * | failed                                            | End. One transaction: refund to the same payer, message, live event. Reached from every state before, also by the deadline (`sweep`). |
 * | cancelled                                         | End, with a refund. From queued, or from running when the provider agrees not to begin. |
 *
 * While it works, the worker renews its lease at a third of its length. Every write names the lease's
 * token, so a worker that slept too long (a frozen machine) finds that it may not write, and stops.
 * Ends are final: the statements ask for an unfinished status, and a trigger refuses another one.
 */
import { operationRules } from '../../../../shared/catalog/operations.ts';
import type { AppContext } from '../../../app/context.ts';
import { isUnavailable } from '../../../db/failures.ts';
import {
  DownloadError,
  type IngestedFile,
  ingest,
  RefusedResultError,
  UnusableResultError,
} from '../../media/service.ts';
import { GenerationFailedError, STORE_PAUSE_MS, TryLaterError } from './failure.ts';
import { failWith, finishWith } from './finish.ts';
import { draftRequest } from './inputs.ts';
import { claim, type GenerationKey, type Lease, LeaseLostError } from './lease.ts';
import { type RequestDraft, type Submitted, submit } from './submit.ts';
import { watch } from './watch.ts';

/**
 * After this many claims that ended in an unexpected error or a crash, such an error ends the generation.
 * Work that was released in an orderly way does not count.
 */
const MAX_ATTEMPTS = 12;
const MAX_PAUSE_MS = 30_000;
const DATABASE_PAUSE_MS = 2000;

/** Work that was submitted earlier, by any worker. */
function findSubmitted(app: AppContext, { row }: Lease): Submitted | null {
  if (row.providerRequestId === null) {
    return null;
  }
  const provider = row.provider ? app.providers[row.provider] : undefined;
  if (!provider || row.providerModel === null) {
    throw new GenerationFailedError('provider_unavailable', `${row.provider} is not configured`);
  }
  return { provider, providerModel: row.providerModel, requestId: row.providerRequestId };
}

async function store(
  app: AppContext,
  lease: Lease,
  draft: RequestDraft,
  { files, blackMeansRefused = false }: Awaited<ReturnType<typeof watch>>,
): Promise<IngestedFile[]> {
  const { result: kind } = operationRules[draft.operation];
  const stillFor = draft.inputs[0]?.bytes ?? null;
  if (app.health.storage.isDown) {
    throw new TryLaterError(STORE_PAUSE_MS, 'files cannot be stored now');
  }
  try {
    return await ingest(app, files, { kind, stillFor, blackMeansRefused, signal: lease.lost });
  } catch (error) {
    lease.lost.throwIfAborted();
    if (error instanceof UnusableResultError) {
      throw new GenerationFailedError('result_unusable', error.message, { cause: error });
    }
    if (error instanceof RefusedResultError) {
      throw new GenerationFailedError('content_refused', error.message, { cause: error });
    }
    const why = error instanceof DownloadError ? error.message : 'the result could not be stored';
    throw new TryLaterError(STORE_PAUSE_MS, why, { cause: error });
  }
}

async function produce(app: AppContext, lease: Lease): Promise<void> {
  const draft = await draftRequest(app, lease.row);
  const submitted = findSubmitted(app, lease) ?? (await submit(app, lease, draft));
  const made = await watch(app, lease, draft, submitted);
  await finishWith(app, lease, await store(app, lease, draft, made));
}

/** Requeues an unfinished generation after a while. */
export type ReturnToQueue = (
  lease: Lease,
  how: { delayMs: number; countsAsAttempt: boolean },
) => Promise<void>;

/** Every interruption of work leads to one of: ended, released, or left to its new holder. */
async function settle(
  app: AppContext,
  lease: Lease,
  error: unknown,
  returnToQueue: ReturnToQueue,
): Promise<void> {
  const { id: generationId } = lease.key;
  if (error instanceof LeaseLostError || lease.lost.aborted) {
    app.log.info({ generationId }, 'a generation has ended or passed to another worker');
  } else if (error instanceof GenerationFailedError) {
    app.log.info({ generationId, reason: error.reason, err: error }, 'a generation has failed');
    await failWith(app, lease, error.reason, error.message);
  } else if (isAbortOf(lease, error)) {
    await returnToQueue(lease, { delayMs: 0, countsAsAttempt: false });
  } else if (error instanceof TryLaterError) {
    app.log.warn({ generationId, err: error }, 'a generation is retried later');
    await returnToQueue(lease, { delayMs: error.delayMs, countsAsAttempt: false });
  } else if (isUnavailable(error)) {
    app.log.warn({ generationId, err: error }, 'a generation waits for the database');
    await returnToQueue(lease, { delayMs: DATABASE_PAUSE_MS, countsAsAttempt: false });
  } else if (lease.row.attempts >= MAX_ATTEMPTS) {
    app.log.error({ generationId, err: error }, 'a generation failed too often');
    await failWith(app, lease, 'provider_error', 'it failed too often');
  } else {
    app.log.error({ generationId, err: error }, 'a generation was interrupted');
    const delayMs = Math.min(250 * 2 ** lease.row.attempts, MAX_PAUSE_MS);
    await returnToQueue(lease, { delayMs, countsAsAttempt: true });
  }
}

/** The wait was aborted because the process stops. */
function isAbortOf({ signal }: Lease, error: unknown): boolean {
  return signal.aborted && error === signal.reason;
}

/**
 * Does nothing when the generation is finished, or another worker holds it.
 * @param signal aborted when the process stops: the lease is released.
 */
export async function runGeneration(
  app: AppContext,
  key: GenerationKey,
  signal: AbortSignal,
  returnToQueue: ReturnToQueue,
): Promise<void> {
  const lease = await claim(app, key, signal);
  if (!lease) {
    return;
  }
  app.live.publishNow(key.userId, {
    type: 'generation',
    id: key.id,
    status: 'running',
    progress: lease.row.progress,
  });
  try {
    await produce(app, lease);
  } catch (error) {
    await settle(app, lease, error, returnToQueue).catch((failure: unknown) => {
      // The lease expires and the sweep requeues the generation.
      if (!(failure instanceof LeaseLostError)) {
        app.log.error({ err: failure, generationId: key.id }, 'a generation is left to the sweep');
      }
    });
  } finally {
    lease.close();
  }
}

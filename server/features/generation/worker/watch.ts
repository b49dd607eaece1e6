/** Follows submitted work to its end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppContext } from '../../../app/context.ts';
import { assertNever, DomainError } from '../../../core/errors.ts';
import {
  ProviderFailure,
  type ProviderRequest,
  type ProviderState,
} from '../providers/provider.ts';
import { GenerationFailedError, STORE_PAUSE_MS, TryLaterError } from './failure.ts';
import type { Lease } from './lease.ts';
import type { RequestDraft, Submitted } from './submit.ts';

const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 5000;
const SLOWER = 1.4;
/** An unknown failure is treated as temporary this many consecutive times. */
const MAX_UNREADABLE = 20;
/** Progress is written when it has grown by this much. */
const PROGRESS_STEP = 0.04;

/** Waits, but no longer than until the provider says that something has happened. */
async function pause(app: AppContext, lease: Lease, ms: number): Promise<void> {
  const done = new AbortController();
  const signal = AbortSignal.any([lease.signal, done.signal]);
  try {
    await Promise.race([
      sleep(ms, undefined, { signal }),
      app.generationSignals.next(lease.key.id, signal),
    ]);
  } catch (error) {
    lease.signal.throwIfAborted();
    throw error;
  } finally {
    done.abort();
  }
}

function createProgressReporter(app: AppContext, lease: Lease) {
  let reported = lease.row.progress ?? -1;
  return async (progress: number | null): Promise<void> => {
    if (progress === null || (progress < reported + PROGRESS_STEP && reported >= 0)) {
      return;
    }
    reported = progress;
    await lease.write({ progress });
    app.live.publishNow(lease.key.userId, {
      type: 'generation',
      id: lease.key.id,
      status: 'running',
      progress,
    });
  };
}

/** @throws TryLaterError when the result waits for a storage that is down. */
async function ask(
  app: AppContext,
  lease: Lease,
  { provider, requestId }: Submitted,
  request: ProviderRequest,
): Promise<ProviderState | { state: 'unreadable'; retryAfterMs: number | null }> {
  try {
    return await provider.poll(requestId, request);
  } catch (error) {
    lease.lost.throwIfAborted();
    if (error instanceof ProviderFailure && !error.retryable) {
      return { state: 'failed', reason: error.reason, detail: error.message };
    }
    if (error instanceof DomainError && error.code === 'STORAGE_UNAVAILABLE') {
      throw new TryLaterError(STORE_PAUSE_MS, 'what was made can not be read now', {
        cause: error,
      });
    }
    app.log.warn(
      { err: error, generationId: lease.key.id },
      'the state of a generation could not be read',
    );
    const retryAfterMs = error instanceof ProviderFailure ? error.retryAfterMs : null;
    return { state: 'unreadable', retryAfterMs };
  }
}

/**
 * Polls until the work has ended. A process that stops still polls once: a provider may hold a result in this
 * process only.
 * @returns the result.
 * @throws GenerationFailedError, TryLaterError, LeaseLostError, the reason of the lease's signal when the
 * process stops
 */
export async function watch(
  app: AppContext,
  lease: Lease,
  draft: RequestDraft,
  submitted: Submitted,
): Promise<Extract<ProviderState, { state: 'succeeded' }>> {
  const { providerModel } = submitted;
  const request: ProviderRequest = { ...draft, providerModel, signal: lease.lost };
  const report = createProgressReporter(app, lease);
  let unreadable = 0;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * SLOWER, MAX_PAUSE_MS)) {
    const state = await ask(app, lease, submitted, request);
    unreadable = state.state === 'unreadable' ? unreadable + 1 : 0;
    switch (state.state) {
      case 'succeeded':
        return state;
      case 'failed':
        throw new GenerationFailedError(
          state.reason,
          `${submitted.provider.name}: ${state.detail}`,
        );
      case 'running':
        await report(state.progress);
        break;
      case 'queued':
        break;
      case 'unreadable':
        if (unreadable > MAX_UNREADABLE) {
          throw new GenerationFailedError('outcome_unknown', 'the state can not be read');
        }
        wait = Math.max(wait, Math.min(state.retryAfterMs ?? 0, 60_000));
        break;
      default:
        assertNever(state);
    }
    await pause(app, lease, wait);
  }
}

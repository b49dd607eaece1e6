/** Submits to a provider, at most once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nearestFormat } from '../../../../shared/catalog/operations.ts';
import type { AppContext } from '../../../app/context.ts';
import { NOW } from '../../../db/values.ts';
import type { GenerationRow } from '../models.ts';
import {
  type GenerationProvider,
  ProviderFailure,
  type ProviderRequest,
} from '../providers/provider.ts';
import { maxInputsOf, openRoutesOf, type Route, routesOf } from '../routes.ts';
import { GenerationFailedError, TryLaterError } from './failure.ts';
import { type Lease, LeaseLostError } from './lease.ts';

/** Work that a provider has accepted. */
export interface Submitted {
  provider: GenerationProvider;
  providerModel: string;
  requestId: string;
}

/** A request without what a route adds to it. */
export type RequestDraft = Omit<ProviderRequest, 'providerModel' | 'signal' | 'webhookUrl'>;

/** The longest wait for an answer; a submit is never aborted because the process stops. */
const MAX_SUBMIT_MS = 180_000;
const PAUSE_WHEN_DOWN_MS = 5000;

/** What the worker needs to know of a route. */
type WorkRoute = Pick<Route, 'provider' | 'providerModel' | 'videoOptions' | 'formats'>;

/** The options of a video, as far as this model supports them. */
function videoOptionsFor({ seconds, sound }: RequestDraft, { videoOptions }: WorkRoute) {
  const near = (length: number) => Math.abs(length - (seconds ?? Number.POSITIVE_INFINITY));
  const [nearest] = videoOptions?.seconds.toSorted((a, b) => near(a) - near(b)) ?? [];
  return {
    ...(videoOptions &&
    videoOptions.seconds.length > 1 &&
    seconds !== undefined &&
    nearest !== undefined
      ? { seconds: nearest }
      : {}),
    ...(videoOptions?.sound === 'choice' && sound !== undefined ? { sound } : {}),
  };
}

function requestFor(app: AppContext, draft: RequestDraft, route: WorkRoute): ProviderRequest {
  const { publicUrl } = app.config.http;
  const { seconds: _seconds, sound: _sound, ...rest } = draft;
  return {
    ...rest,
    ...videoOptionsFor(draft, route),
    aspectRatio: nearestFormat(draft.aspectRatio, route.formats),
    providerModel: route.providerModel,
    ...(publicUrl && route.provider.webhookPath
      ? { webhookUrl: `${publicUrl}${route.provider.webhookPath}` }
      : {}),
    signal: AbortSignal.timeout(MAX_SUBMIT_MS),
  };
}

/**
 * Records the provider's answer. Losing the id would lose paid work, and losing a refusal would fail work
 * that was never started, so it is retried until the lease is lost.
 */
async function writeDown(
  app: AppContext,
  lease: Lease,
  ...answer: Parameters<Lease['write']>
): Promise<void> {
  for (let pause = 50; ; pause = Math.min(pause * 2, 2000)) {
    try {
      await lease.write(...answer);
      return;
    } catch (error) {
      if (error instanceof LeaseLostError || lease.lost.aborted) {
        app.log.error(
          { generationId: lease.key.id, answer: answer[0] },
          'a provider answered after the lease had passed to another worker',
        );
        throw error;
      }
      app.log.warn(
        { err: error, generationId: lease.key.id },
        'the answer of a provider could not be stored',
      );
      await sleep(pause);
    }
  }
}

/** The circuit breaker's state is a hint: failing to store it must not change the outcome of the work. */
async function reportToBreaker(app: AppContext, note: Promise<void>): Promise<void> {
  await note.catch((err: unknown) =>
    app.log.warn({ err }, 'the state of a provider could not be stored'),
  );
}

type Answer = { submitted: Submitted } | { refusal: unknown };

/** Only the provider's own answer is caught: a database error must never be treated as a refusal. */
async function ask(
  app: AppContext,
  lease: Lease,
  draft: RequestDraft,
  route: WorkRoute,
): Promise<Answer> {
  const answer = await route.provider.submit(requestFor(app, draft, route)).then(
    ({ requestId }) => ({ requestId }),
    (refusal: unknown) => ({ refusal }),
  );
  if ('refusal' in answer) {
    return answer;
  }
  await writeDown(app, lease, { providerRequestId: answer.requestId });
  await reportToBreaker(
    app,
    app.circuitBreaker.recordSuccess(route.provider.name, route.providerModel),
  );
  return { submitted: { ...route, requestId: answer.requestId } };
}

/**
 * What a refused submit means. Returns when another route may be tried: nothing was started here.
 * @throws GenerationFailedError
 */
async function afterRefusal(
  app: AppContext,
  lease: Lease,
  route: WorkRoute,
  error: unknown,
): Promise<ProviderFailure> {
  const { name, idempotentSubmit } = route.provider;
  if (!(error instanceof ProviderFailure)) {
    if (idempotentSubmit) {
      throw error;
    }
    throw new GenerationFailedError('outcome_unknown', `${name}: the submit broke off`, {
      cause: error,
    });
  }
  await reportToBreaker(app, app.circuitBreaker.recordFailure(name, route.providerModel, error));
  const isProvidersFault =
    error.reason === 'provider_unavailable' || error.reason === 'provider_out_of_money';
  if (!error.retryable && !isProvidersFault) {
    throw new GenerationFailedError(error.reason, `${name}: ${error.message}`, { cause: error });
  }
  // Nothing was started.
  await writeDown(app, lease, { submitStartedAt: null }, { providerRequestId: null });
  return error;
}

/** A worker died after it had recorded the start of a submit and before it stored an id. */
async function submitAgain(app: AppContext, lease: Lease, draft: RequestDraft): Promise<Submitted> {
  const { provider: name, providerModel } = lease.row;
  const provider = name ? app.providers[name] : undefined;
  if (!provider?.idempotentSubmit || providerModel === null) {
    throw new GenerationFailedError(
      'outcome_unknown',
      `${name}: nobody knows whether the work was begun`,
    );
  }
  const route = { provider, providerModel, videoOptions: null, formats: [] };
  lease.signal.throwIfAborted();
  const answer = await ask(app, lease, draft, route);
  if ('submitted' in answer) {
    return answer.submitted;
  }
  const refusal = await afterRefusal(app, lease, route, answer.refusal);
  throw new TryLaterError(refusal.retryAfterMs ?? PAUSE_WHEN_DOWN_MS, refusal.message);
}

/**
 * Whether a route leads to the maker that the person was shown before paying, and takes the input pictures.
 */
function isAgreed({ madeBy, standIn, inputs }: GenerationRow) {
  return (route: Route) =>
    inputs.length <= maxInputsOf(route) &&
    (madeBy === null || (route.model.code === madeBy && route.isStandIn === standIn));
}

/**
 * Submits to the first provider that accepts.
 * @throws GenerationFailedError, TryLaterError, LeaseLostError
 */
export async function submit(
  app: AppContext,
  lease: Lease,
  draft: RequestDraft,
): Promise<Submitted> {
  if (lease.row.submitStartedAt !== null) {
    return submitAgain(app, lease, draft);
  }
  const catalog = await app.catalog.read();
  const model = catalog.models.find(({ code }) => code === lease.row.model);
  if (!model || routesOf(app, catalog, model).filter(isAgreed(lease.row)).length === 0) {
    throw new GenerationFailedError('provider_unavailable', 'no provider is configured for it');
  }
  const refusals: ProviderFailure[] = [];
  const routes = await openRoutesOf(app, catalog, model);
  for (const route of routes.filter(isAgreed(lease.row))) {
    lease.signal.throwIfAborted();
    // From here on the submit is never repeated blindly.
    await lease.write(
      {
        submitStartedAt: NOW,
        provider: route.provider.name,
        providerModel: route.providerModel,
      },
      { submitStartedAt: null, providerRequestId: null },
    );
    const answer = await ask(app, lease, draft, route);
    if ('submitted' in answer) {
      return answer.submitted;
    }
    refusals.push(await afterRefusal(app, lease, route, answer.refusal));
  }
  const [final] = refusals;
  if (final && refusals.every(({ retryable }) => !retryable)) {
    throw new GenerationFailedError(final.reason, final.message, { cause: final });
  }
  const delays = refusals.flatMap(({ retryable, retryAfterMs }) =>
    retryable ? [retryAfterMs ?? PAUSE_WHEN_DOWN_MS] : [],
  );
  throw new TryLaterError(Math.min(...delays, PAUSE_WHEN_DOWN_MS * 12), 'no provider takes it now');
}

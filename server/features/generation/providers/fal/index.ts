import { z } from 'zod';
import type { OperationCode } from '../../../../../shared/catalog/operations.ts';
import {
  type GenerationProvider,
  ProviderFailure,
  type ProviderRequest,
  type ProviderState,
} from '../provider.ts';
import { FAL_API_ROOT, FAL_WEBHOOK_PATH } from './config.ts';
import { readErrorBody, stateOfRefusedRead, submitFailure } from './failures.ts';
import { falEndpoint, falInput, falTraits, isFalOperation } from './inputs.ts';
import { createFalQueue } from './queue.ts';
import { stateOfResult } from './results.ts';

export interface FalProviderOptions {
  key: string;
  /** `FAL_API_ROOT`: the address of the queue. */
  apiRoot?: string;
  /** How long one call may take, in milliseconds. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** Their models have a safety checker that delivers black pictures. */
const drawnOperations: ReadonlySet<OperationCode> = new Set(['create', 'edit', 'merge']);

const submitSchema = z.object({ request_id: z.string().regex(/^[\w-]{1,100}$/) });
const statusSchema = z.object({ status: z.string() });
const cancelSchema = z.object({ status: z.literal('OK') });

/**
 * fal's queue: https://fal.ai/docs/model-apis/model-endpoints/queue `submit` asks once and never repeats: fal
 * has no idempotency key, and an answer that got lost may have been for paid work (`outcome_unknown`). The
 * submit carries the generation's id in an `Idempotency-Key` header for the provider's logs only. `poll`
 * never treats an unknown answer as "still running": a status without a meaning, an error body with HTTP 200
 * and a result without files are failures, while a gateway's answer on the way to the state or the result is
 * no answer at all and is asked for again.
 */
export function createFalProvider(options: FalProviderOptions): GenerationProvider {
  const queue = createFalQueue({
    key: options.key,
    apiRoot: options.apiRoot ?? FAL_API_ROOT,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  });

  async function submit(request: ProviderRequest): Promise<{ requestId: string }> {
    if (!isFalOperation(request.operation)) {
      throw new ProviderFailure('invalid_input', `fal does not do ${request.operation}`);
    }
    const answer: unknown = await queue
      .submit(falEndpoint(request), {
        input: falInput(request, request.operation),
        headers: { 'idempotency-key': request.generationId },
        abortSignal: request.signal,
        ...(request.webhookUrl === undefined ? {} : { webhookUrl: request.webhookUrl }),
      })
      .catch((error: unknown) => {
        throw submitFailure(error);
      });
    const accepted = submitSchema.safeParse(answer);
    if (!accepted.success) {
      throw new ProviderFailure('outcome_unknown', 'fal took the request without giving its id');
    }
    return { requestId: accepted.data.request_id };
  }

  async function poll(requestId: string, request: ProviderRequest): Promise<ProviderState> {
    const call = { requestId, abortSignal: request.signal };
    try {
      const body: unknown = await queue.status(request.providerModel, call);
      const status = statusSchema.safeParse(body).data?.status;
      const complaint = readErrorBody(body);
      if (complaint !== null) {
        return { state: 'failed', ...complaint };
      }
      switch (status) {
        case 'IN_QUEUE':
          return { state: 'queued' };
        case 'IN_PROGRESS':
          return { state: 'running', progress: null };
        case 'COMPLETED':
          break;
        default:
          return { state: 'failed', reason: 'provider_error', detail: unknownStatus(status) };
      }
    } catch (error) {
      return stateOfRefusedRead(error, 'status');
    }
    try {
      const { data } = await queue.result(request.providerModel, call);
      return stateOfResult(data, drawnOperations.has(request.operation));
    } catch (error) {
      return stateOfRefusedRead(error, 'result');
    }
  }

  async function cancel(requestId: string, request: ProviderRequest): Promise<boolean> {
    try {
      const answer = await queue.cancel(request.providerModel, requestId, request.signal);
      return cancelSchema.safeParse(answer).success;
    } catch {
      return false;
    }
  }

  return {
    name: 'fal',
    webhookPath: FAL_WEBHOOK_PATH,
    fileOrigin: new URL(options.apiRoot ?? FAL_API_ROOT).origin,
    idempotentSubmit: false,
    supports: isFalOperation,
    traitsOf: falTraits,
    submit,
    poll,
    cancel,
  };
}

function unknownStatus(status: string | undefined): string {
  return `fal reports the unknown status ${JSON.stringify(status ?? null)}`;
}

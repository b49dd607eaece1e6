/**
 * The artist that needs no provider: draws from prompts, and edits pictures, with what is on the machine. The
 * same request and seed give the same bytes.
 */

import {
  type ArtistRequest,
  artist,
  type Drawn,
  InvalidRequestError,
} from '../../../../../local-artist/index.ts';
import type { OperationCode } from '../../../../../shared/catalog/operations.ts';
import {
  type GenerationProvider,
  ProviderFailure,
  type ProviderRequest,
  type ProviderState,
} from '../provider.ts';
import type { LocalArtistConfig } from './config.ts';

export interface LocalArtistOptions extends Partial<LocalArtistConfig> {
  now?: () => number;
}

/** Changing what a picture shows needs a model that understands it: null, because it is never faked. */
const operations = {
  ...artist,
  edit: null,
  face_swap: null,
} as const satisfies Record<OperationCode, ((request: ArtistRequest) => Promise<Drawn>) | null>;

/** What is drawn from a prompt alone depends on the seed; what is made of pictures does not. */
const drawn: readonly OperationCode[] = ['create', 'video'];

const SLOW_MS = 20_000;

/** The built-in provider. `submit` is pure; the first `poll` after the delay draws. */
export function createLocalArtist(options: LocalArtistOptions = {}): GenerationProvider {
  const { delayMs = 0, testTriggers = false, sellsAtModelPrice = false, now = Date.now } = options;
  const delayOf = ({ prompt }: ProviderRequest) =>
    testTriggers && prompt.includes('test:slow') ? Math.max(SLOW_MS, delayMs) : delayMs;
  return {
    name: 'local',
    idempotentSubmit: true,
    isStandIn: true,
    sellsAtModelPrice,
    supports: (operation) => operations[operation] !== null,
    traitsOf: (operation) => ({ takesSeed: drawn.includes(operation), references: 0 }),
    async submit(request) {
      check(request);
      return { requestId: `local.${now()}.${request.generationId}` };
    },
    async poll(requestId, request) {
      check(request);
      const delay = delayOf(request);
      const passed = now() - startOf(requestId);
      if (passed < delay) {
        return { state: 'running', progress: Math.min(0.99, Math.max(0, passed / delay)) };
      }
      return (testTriggers ? trigger(request.prompt) : null) ?? work(request);
    },
    async cancel() {
      // Nothing runs between polls, so stopping to poll stops the work.
      return true;
    },
  };
}

function check({ operation, prompt }: ProviderRequest): void {
  if (operations[operation] === null) {
    throw new ProviderFailure('invalid_input', `the local artist cannot do ${operation}`);
  }
  if (operation === 'create' && prompt.trim() === '') {
    throw new ProviderFailure('invalid_input', 'there is nothing to draw');
  }
}

function startOf(requestId: string): number {
  const started = Number(requestId.split('.')[1]);
  if (!requestId.startsWith('local.') || !Number.isFinite(started)) {
    throw new ProviderFailure('provider_error', `not a request of the local artist: ${requestId}`);
  }
  return started;
}

function trigger(prompt: string): ProviderState | null {
  if (prompt.includes('test:fail')) {
    return { state: 'failed', reason: 'provider_error', detail: 'asked to fail' };
  }
  return prompt.includes('test:refuse')
    ? { state: 'failed', reason: 'content_refused', detail: 'asked to refuse' }
    : null;
}

async function work(request: ProviderRequest): Promise<ProviderState> {
  const operate = operations[request.operation];
  if (operate === null) {
    return { state: 'failed', reason: 'invalid_input', detail: `cannot do ${request.operation}` };
  }
  request.signal.throwIfAborted();
  try {
    return { state: 'succeeded', files: [await operate(request)] };
  } catch (error) {
    if (request.signal.aborted) {
      throw error;
    }
    if (error instanceof InvalidRequestError) {
      return { state: 'failed', reason: 'invalid_input', detail: error.message };
    }
    // The inputs were validated on upload; one that still can't be read is not usable.
    const reason = request.inputs.length > 0 ? 'invalid_input' : 'provider_error';
    return {
      state: 'failed',
      reason,
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}

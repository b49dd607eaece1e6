/** fal's provider against the simulated fal, for the tests of its parts. */
import { afterEach, beforeEach } from 'vitest';
import { type FalSimulator, startFalSimulator } from '../../../../../../simulators/fal/index.ts';
import type { GenerationProvider, ProviderRequest, ProviderState } from '../../provider.ts';
import { createFalProvider } from '../index.ts';

export const key = 'key-id:very-secret';
export const picture = { bytes: Buffer.from('picture'), mime: 'image/webp' };

/** For the top of a test file: a fresh simulator and provider for every test. */
export function falBench() {
  let simulator: FalSimulator;
  let provider: GenerationProvider;
  let generations = 0;

  beforeEach(async () => {
    simulator = await startFalSimulator({ key });
    simulator.jobs.automatic = false;
    provider = providerWith({});
  });
  afterEach(() => simulator.close());

  function providerWith(options: { timeoutMs?: number; key?: string }): GenerationProvider {
    return createFalProvider({ key, apiRoot: simulator.url, timeoutMs: 20_000, ...options });
  }

  function finish(requestId: string): void {
    simulator.jobs.advance(requestId);
    simulator.jobs.advance(requestId);
  }

  return {
    get simulator() {
      return simulator;
    },
    get provider() {
      return provider;
    },
    providerWith,
    finish,
    request(changes: Partial<ProviderRequest> = {}): ProviderRequest {
      return {
        generationId: `generation-${generations++}`,
        operation: 'create',
        providerModel: 'fal-ai/nano-banana',
        prompt: 'a lighthouse at dusk',
        seed: 7,
        aspectRatio: '3:4',
        inputs: [],
        signal: new AbortController().signal,
        ...changes,
      };
    },
    /** Submits, lets the job finish, and reads its state. */
    async run(asked: ProviderRequest): Promise<ProviderState> {
      const { requestId } = await provider.submit(asked);
      finish(requestId);
      return provider.poll(requestId, asked);
    },
    lastSubmit: () => simulator.requests.findLast(({ operation }) => operation === 'submit'),
    submits: () => simulator.requests.filter(({ operation }) => operation === 'submit').length,
  };
}

import sharp from 'sharp';
import {
  type GenerationProvider,
  type ModelTraits,
  ProviderFailure,
  type ProviderName,
  type ProviderRequest,
  type ProviderState,
} from '../providers/provider.ts';

/** A provider that behaves as a test says, and records its calls. */
export interface FakeProvider extends GenerationProvider {
  /** Generations for which paid work was begun, in order. */
  readonly submits: string[];
  readonly polls: string[];
  /** What the next submits do instead of starting work. */
  onSubmit: ((request: ProviderRequest) => Promise<void> | void) | null;
  /** The state of all work. */
  state: ProviderState | (() => ProviderState | Promise<ProviderState>);
  cancels: boolean;
  /** What its models can be told. */
  traits: ModelTraits;
}

export async function samplePicture(colour = '#3a6ea5', width = 64, height = 48): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
}

export function createFakeProvider(
  options: { name?: ProviderName; idempotentSubmit?: boolean } = {},
): FakeProvider {
  const provider: FakeProvider = {
    name: options.name ?? 'fal',
    idempotentSubmit: options.idempotentSubmit ?? false,
    submits: [],
    polls: [],
    onSubmit: null,
    state: async () => ({
      state: 'succeeded',
      files: [{ bytes: await samplePicture(), mime: 'image/png' }],
    }),
    cancels: false,
    supports: () => true,
    traits: { takesSeed: true, references: 4 },
    traitsOf: () => provider.traits,
    async submit(request) {
      await provider.onSubmit?.(request);
      provider.submits.push(request.generationId);
      return { requestId: `fake-${request.generationId}` };
    },
    async poll(requestId) {
      provider.polls.push(requestId);
      return typeof provider.state === 'function' ? provider.state() : provider.state;
    },
    cancel: async () => provider.cancels,
  };
  return provider;
}

export const failing = (
  reason: ProviderFailure['reason'],
  options: { retryable?: boolean; retryAfterMs?: number } = {},
) => {
  return () => {
    throw new ProviderFailure(reason, `told to fail: ${reason}`, options);
  };
};

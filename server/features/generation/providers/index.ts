import type { Config } from '../../../core/config.ts';
import { createFalProvider } from './fal/index.ts';
import { createGoogleProvider } from './google/index.ts';
import { createLocalArtist } from './localArtist/index.ts';
import type { GenerationProvider, ProviderName } from './provider.ts';

/** The providers that this configuration can use. */
export type Providers = Partial<Record<ProviderName, GenerationProvider>>;

/** The built-in artist is always there; the others are when their keys are set. */
export function createProviders({ fal, google, generation, environment }: Config): Providers {
  return {
    local: createLocalArtist({
      delayMs: generation.artistDelayMs,
      sellsAtModelPrice: generation.artistSellsAtModelPrice ?? environment !== 'production',
      testTriggers: environment !== 'production',
    }),
    ...(fal ? { fal: createFalProvider(fal) } : {}),
    ...(google ? { google: createGoogleProvider(google) } : {}),
  };
}

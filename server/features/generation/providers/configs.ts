/** The configuration of each generation provider. Apart from `index.ts`: the composition root reads it first. */
import type { ProviderConfig } from '../../../core/config/providerConfig.ts';
import { falConfig } from './fal/config.ts';
import { googleConfig } from './google/config.ts';
import { localArtistConfig } from './localArtist/config.ts';
import type { ProviderName } from './provider.ts';

export const generationConfigs = {
  local: localArtistConfig,
  fal: falConfig,
  google: googleConfig,
} as const satisfies Record<ProviderName, ProviderConfig<unknown>>;

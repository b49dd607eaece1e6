import type { Config } from '../../config.ts';
import type { GenerationProvider, ProviderName } from './provider.ts';

/** The providers that this configuration can use. */
export type Providers = Partial<Record<ProviderName, GenerationProvider>>;

export function createProviders(_config: Config): Providers {
  return {};
}

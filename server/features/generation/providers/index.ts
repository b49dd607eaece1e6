import type { Config } from '../../../app/config.ts';
import type { Storage } from '../../media/storage.ts';
import { createFalProvider } from './fal/index.ts';
import { createGoogleProvider } from './google/index.ts';
import { createLocalArtist } from './localArtist/index.ts';
import type { Providers } from './provider.ts';
import { createResultFiles } from './resultFiles.ts';

/** The built-in artist is always there; the others are when they are configured. */
export function createProviders(
  { generation }: Pick<Config, 'generation'>,
  storage: Storage,
): Providers {
  const { local, fal, google } = generation.providers;
  return {
    local: createLocalArtist(local),
    ...(fal ? { fal: createFalProvider(fal) } : {}),
    ...(google
      ? { google: createGoogleProvider({ ...google, results: createResultFiles(storage) }) }
      : {}),
  };
}

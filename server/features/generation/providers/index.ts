import { generationProviders } from '../../../../shared/closedSets.ts';
import type { Config } from '../../../app/config.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Storage } from '../../media/lookup.ts';
import { FAL_WEBHOOK_PATH } from './fal/config.ts';
import { createFalProvider } from './fal/index.ts';
import { createFalWebhook } from './fal/webhookRoute.ts';
import { createGoogleProvider } from './google/index.ts';
import { createLocalArtist } from './localArtist/index.ts';
import type { GenerationProvider, ProviderName, Providers } from './provider.ts';
import { createResultFiles } from './resultFiles.ts';

type Settings = Config['generation']['providers'];

const creators: {
  [Name in ProviderName]: (
    settings: NonNullable<Settings[Name]>,
    storage: Storage,
  ) => GenerationProvider;
} = {
  local: (settings) => createLocalArtist(settings),
  fal: (settings) => createFalProvider(settings),
  google: (settings, storage) =>
    createGoogleProvider({ ...settings, results: createResultFiles(storage) }),
};

const webhooks = [{ path: FAL_WEBHOOK_PATH, create: createFalWebhook }];

/** The built-in artist is always available; the others when they are configured. */
export function createProviders(
  { generation }: Pick<Config, 'generation'>,
  storage: Storage,
): Providers {
  const providers: Providers = {};
  for (const name of generationProviders) {
    const settings = generation.providers[name];
    if (settings) {
      const create = creators[name] as (settings: object, storage: Storage) => GenerationProvider;
      providers[name] = create(settings, storage);
    }
  }
  return providers;
}

/** Where providers send their notifications. */
export const generationWebhooks = (app: AppContext) =>
  webhooks.map(({ path, create }) => ({ path, routes: () => create(app) }));

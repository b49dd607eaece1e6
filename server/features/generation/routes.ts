/** Which provider makes what a model promises: its own ones in their order, then its fallback's. */
import type { FilmOptions } from '../../../shared/catalog/models.ts';
import type { AppContext } from '../../app/context.ts';
import type { CatalogueSnapshot, Model } from '../catalog/catalog.ts';
import { listDownProviders } from './guard.ts';
import type { GenerationProvider } from './providers/provider.ts';

export interface Route {
  provider: GenerationProvider;
  /** The provider's own name of the model. */
  providerModel: string;
  /** What can be chosen for a film; null for pictures, and where the model decides. */
  film: FilmOptions | null;
}

/** The model and its fallbacks, the first one first; a circle ends where it began. */
function chainOf(catalogue: CatalogueSnapshot, model: Model): Model[] {
  const chain: Model[] = [];
  let next: Model | undefined = model;
  while (next && !chain.includes(next)) {
    chain.push(next);
    const code: string | null = next.fallback;
    next = catalogue.models.find((other) => other.code === code && other.status === 'active');
  }
  return chain;
}

/** Every configured way to run a model, the preferred one first, whether it is down or not. */
export function routesOf(app: AppContext, catalogue: CatalogueSnapshot, model: Model): Route[] {
  return chainOf(catalogue, model).flatMap(({ providers, operation }) =>
    providers.flatMap(({ provider: name, model: providerModel, film = null }) => {
      const provider = app.providers[name];
      return provider?.supports(operation) ? [{ provider, providerModel, film }] : [];
    }),
  );
}

/** The ways to run a model that are not known to be down. */
export async function openRoutesOf(
  app: AppContext,
  catalogue: CatalogueSnapshot,
  model: Model,
): Promise<Route[]> {
  const down = await listDownProviders(app);
  return routesOf(app, catalogue, model).filter(({ provider }) => !down.has(provider.name));
}

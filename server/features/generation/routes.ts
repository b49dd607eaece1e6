/**
 * Which provider makes what a model promises, and for how much: the model's own providers in their order,
 * then those of its fallbacks, and stand-ins last.
 */
import type { VideoOptions } from '../../../shared/catalog/models.ts';
import {
  type AspectRatio,
  formatsOf,
  MAX_AT_ONCE,
  operationRules,
} from '../../../shared/catalog/operations.ts';
import type { Maker, Unavailability } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import { type CatalogSnapshot, type Model, priceOf } from '../catalog/lookup.ts';
import type { PersonLimits } from './limits.ts';
import type { GenerationProvider, ModelTraits } from './providers/provider.ts';

export interface Route {
  provider: GenerationProvider;
  /** The provider's own name of the model. */
  providerModel: string;
  /** What can be chosen for a video; null for pictures, and where the model decides. */
  videoOptions: VideoOptions | null;
  /** The proportions that it makes; none where they follow the picture. */
  formats: readonly AspectRatio[];
  traits: ModelTraits;
  /** The model of the catalog that makes the work: the one asked for or a fallback. */
  model: Model;
  /** Made without the AI model that the catalog's model stands for. */
  isStandIn: boolean;
  /** Hundredths of a coin; never more than the model that was asked for costs. */
  price: number;
}

/** Hundredths of a coin for one run of a model by its own providers. */
export function priceFor(app: AppContext, model: Model): number {
  const { alwaysFree } = operationRules[model.operation];
  return priceOf(model, alwaysFree, app.config.prices.perOperation);
}

/** Who makes the work, when that is not the model that was asked for. */
export function makerOf(asked: Pick<Model, 'code'>, { model, isStandIn }: Route): Maker | null {
  return model.code === asked.code && !isStandIn
    ? null
    : { model: model.code, modelName: model.name, standIn: isStandIn };
}

/** The model and its fallbacks, the first one first; a circle ends where it began. */
function chainOf(catalog: CatalogSnapshot, model: Model): Model[] {
  const chain: Model[] = [];
  let next: Model | undefined = model;
  while (next && !chain.includes(next)) {
    chain.push(next);
    const code: string | null = next.fallback;
    next = catalog.models.find((other) => other.code === code && other.status === 'active');
  }
  return chain;
}

/**
 * The configured ways to run one model of a chain.
 * @param most what the model that was asked for costs
 */
function ownRoutes(app: AppContext, model: Model, most: number): Route[] {
  const needsAi = model.providers.some(({ provider }) => !app.providers[provider]?.isStandIn);
  return model.providers.flatMap((entry) => {
    const { provider: name, model: providerModel, videoOptions = null } = entry;
    const { sized } = operationRules[model.operation];
    const formats = sized ? (entry.formats ?? formatsOf(model.operation)) : [];
    const provider = app.providers[name];
    if (!provider?.supports(model.operation, providerModel)) {
      return [];
    }
    const isStandIn = needsAi && provider.isStandIn === true;
    const price = isStandIn && !provider.sellsAtModelPrice ? entry.price : priceFor(app, model);
    // A stand-in is never sold at the price of an AI model unless the owner says so.
    if (price === undefined) {
      return [];
    }
    const traits = provider.traitsOf(model.operation, providerModel);
    const paid = Math.min(price, most);
    return [
      { provider, providerModel, videoOptions, formats, traits, model, isStandIn, price: paid },
    ];
  });
}

/** How many pictures a way to run the operation takes. */
export function maxInputsOf({ model, traits }: Route): number {
  const [min, max] = operationRules[model.operation].inputs;
  return model.operation === 'create' ? Math.max(min, Math.min(max, traits.references)) : max;
}

/** How many works can be ordered at once: where another seed changes nothing, they would all be the same. */
export function maxCountOf({ model, traits, isStandIn }: Route, { running }: PersonLimits): number {
  const differ = traits.takesSeed || !isStandIn;
  return operationRules[model.operation].several && differ
    ? Math.max(1, Math.min(MAX_AT_ONCE, running))
    : 1;
}

/** Why a model can't run: nothing it names is connected, what is does not answer, or it is not on sale. */
export function unavailabilityOf(
  app: AppContext,
  catalog: CatalogSnapshot,
  model: Model,
): Unavailability {
  if (model.status !== 'active') {
    return { reason: model.status, providers: [] };
  }
  const silent = [...new Set(routesOf(app, catalog, model).map(({ provider }) => provider.name))];
  const missing = chainOf(catalog, model)
    .flatMap(({ providers }) => providers.map(({ provider }) => provider))
    .filter((name) => !app.providers[name]);
  return silent.length > 0
    ? { reason: 'not_answering', providers: silent }
    : { reason: 'not_connected', providers: [...new Set(missing)] };
}

/** Every configured way to run a model, the preferred one first, whether its circuit is open or not. */
export function routesOf(app: AppContext, catalog: CatalogSnapshot, model: Model): Route[] {
  const most = priceFor(app, model);
  const routes = chainOf(catalog, model).flatMap((one) => ownRoutes(app, one, most));
  return [
    ...routes.filter(({ isStandIn }) => !isStandIn),
    ...routes.filter(({ isStandIn }) => isStandIn),
  ];
}

/** The ways to run a model whose circuits are not open. */
export async function openRoutesOf(
  app: AppContext,
  catalog: CatalogSnapshot,
  model: Model,
): Promise<Route[]> {
  const open = await app.circuitBreaker.readOpen();
  return routesOf(app, catalog, model).filter(
    ({ provider, providerModel }) => !open.has(provider.name, providerModel),
  );
}

/** What can be made now, with which models, for which price. */
import {
  aspectRatios,
  formatsOf,
  type MediaKind,
  operationCodes,
  operationRules,
  PROMPT_MAX,
} from '../../../shared/catalog/operations.ts';
import type {
  CatalogModel,
  CatalogOperation,
  CatalogOutput,
  Unavailability,
} from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { CatalogSnapshot, Model } from '../catalog/lookup.ts';
import type { EtaOf } from './eta.ts';
import { textModelOf } from './improvePrompt.ts';
import { limitsOf } from './limits.ts';
import {
  makerOf,
  maxCountOf,
  maxInputsOf,
  openRoutesOf,
  priceFor,
  type Route,
  routesOf,
  unavailabilityOf,
} from './routes.ts';

/** The requested model, and how it would run now. */
export interface ModelRoute {
  model: Model;
  route: Route;
}

/** How the model would run now; null when it can't. */
export async function modelRouteOf(
  app: AppContext,
  catalog: CatalogSnapshot,
  model: Model,
): Promise<ModelRoute | null> {
  const [route] = model.status === 'active' ? await openRoutesOf(app, catalog, model) : [];
  return route ? { model, route } : null;
}

/** The lowest price above zero of what can be made with this configuration; null without any. */
export function cheapestPrice(
  app: AppContext,
  catalog: CatalogSnapshot,
  kind: MediaKind,
): number | null {
  const prices = catalog.models
    .filter(
      ({ status, operation }) => status === 'active' && operationRules[operation].result === kind,
    )
    .flatMap((model) => routesOf(app, catalog, model).at(0)?.price ?? [])
    .filter((price) => price > 0);
  return prices.length > 0 ? Math.min(...prices) : null;
}

async function toCatalogModel(
  app: AppContext,
  catalog: CatalogSnapshot,
  etaOf: EtaOf,
  model: Model,
): Promise<CatalogModel> {
  const [route] = await openRoutesOf(app, catalog, model);
  const available = model.status === 'active' && route !== undefined;
  return {
    code: model.code,
    name: model.name,
    price: route?.price ?? priceFor(app, model),
    madeBy: route ? makerOf(model, route) : null,
    status: model.status,
    available,
    unavailability: available ? null : unavailabilityOf(app, catalog, model),
    etaSeconds: etaOf(route?.model ?? model, route?.isStandIn),
    videoOptions: route?.videoOptions ?? null,
    formats: [...(route?.formats ?? formatsOf(model.operation))],
    takesSeed: route?.traits.takesSeed ?? false,
    maxInputs: route ? maxInputsOf(route) : operationRules[model.operation].inputs[0],
    maxCount: route ? maxCountOf(route, limitsOf(catalog)) : 1,
  };
}

/**
 * Of models that can't run: one that does not answer is closer to running than one that is not configured.
 */
function nearestToRunning(models: readonly CatalogModel[]): Unavailability {
  const found = models.flatMap((model) => model.unavailability ?? []);
  const [nearest] = (['not_answering', 'not_connected', 'soon'] as const).flatMap((reason) =>
    found.filter((one) => one.reason === reason),
  );
  return nearest ?? { reason: 'retired', providers: [] };
}

export async function readCatalog(app: AppContext): Promise<CatalogOutput> {
  const [catalog, etaOf] = await Promise.all([app.catalog.read(), app.etas.learn()]);
  const operations = await Promise.all(
    operationCodes.map(async (code): Promise<CatalogOperation> => {
      const { result, inputs, prompt, sized, alwaysFree } = operationRules[code];
      const models = await Promise.all(
        catalog.models
          .filter((model) => model.operation === code && model.status !== 'retired')
          .map((model) => toCatalogModel(app, catalog, etaOf, model)),
      );
      const open = models.filter(({ available }) => available);
      return {
        code,
        result,
        minInputs: inputs[0],
        maxInputs:
          code === 'create' ? Math.max(0, ...open.map((model) => model.maxInputs)) : inputs[1],
        prompt,
        sized,
        alwaysFree,
        available: open.length > 0,
        unavailability: open.length > 0 ? null : nearestToRunning(models),
        fromPrice: open.length > 0 ? Math.min(...open.map(({ price }) => price)) : null,
        models,
      };
    }),
  );
  return {
    operations,
    presets: catalog.presets.map(({ code, kind, operation, name, text }) => ({
      code,
      kind,
      operation,
      name,
      text,
    })),
    aspectRatios: [...aspectRatios],
    promptMax: PROMPT_MAX,
    improvesPrompts: textModelOf(app) !== null,
    paused: catalog.settings.generation_paused === true,
  };
}

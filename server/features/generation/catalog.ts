/** What can be made now, with which models, for how much. */
import {
  aspectRatios,
  operationCodes,
  operationRules,
  PROMPT_MAX,
} from '../../../shared/catalog/operations.ts';
import type {
  CatalogModel,
  CatalogOperation,
  CatalogOutput,
} from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import { type CatalogueSnapshot, type Model, priceOf } from '../catalog/catalog.ts';
import { type EtaOf, learnEtas } from './eta.ts';
import { openRoutesOf } from './routes.ts';

/** Hundredths of a coin for one run of a model. */
export function priceFor(app: AppContext, model: Model): number {
  const { alwaysFree } = operationRules[model.operation];
  return priceOf(model, alwaysFree, app.config.prices.perOperation);
}

/** Whether a run of the model can be asked for now. */
export async function isAvailable(
  app: AppContext,
  catalogue: CatalogueSnapshot,
  model: Model,
): Promise<boolean> {
  return model.status === 'active' && (await openRoutesOf(app, catalogue, model)).length > 0;
}

async function toCatalogModel(
  app: AppContext,
  catalogue: CatalogueSnapshot,
  etaOf: EtaOf,
  model: Model,
): Promise<CatalogModel> {
  const [route] = await openRoutesOf(app, catalogue, model);
  return {
    code: model.code,
    name: model.name,
    price: priceFor(app, model),
    status: model.status,
    available: model.status === 'active' && route !== undefined,
    etaSeconds: etaOf(model),
    film: route?.film ?? null,
  };
}

export async function readCatalog(app: AppContext): Promise<CatalogOutput> {
  const [catalogue, etaOf] = await Promise.all([app.catalogue.read(), learnEtas(app)]);
  const operations = await Promise.all(
    operationCodes.map(async (code): Promise<CatalogOperation> => {
      const { result, inputs, prompt, sized, alwaysFree } = operationRules[code];
      const models = await Promise.all(
        catalogue.models
          .filter((model) => model.operation === code && model.status !== 'retired')
          .map((model) => toCatalogModel(app, catalogue, etaOf, model)),
      );
      const open = models.filter(({ available }) => available);
      return {
        code,
        result,
        minInputs: inputs[0],
        maxInputs: inputs[1],
        prompt,
        sized,
        alwaysFree,
        available: open.length > 0,
        fromPrice: open.length > 0 ? Math.min(...open.map(({ price }) => price)) : null,
        models,
      };
    }),
  );
  return {
    operations,
    aspectRatios: [...aspectRatios],
    promptMax: PROMPT_MAX,
    paused: catalogue.settings.generation_paused === true,
  };
}

/** What a person orders, and whether it is available. */
import { operationRules } from '../../../shared/catalog/operations.ts';
import type { GenerationCreateInput } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import { type ModelRoute, modelRouteOf } from './catalog.ts';
import { makerOf, maxInputsOf } from './routes.ts';

/** The input pictures, each once. */
export function inputIds({ inputs }: GenerationCreateInput, type: 'upload' | 'media'): string[] {
  return [...new Set(inputs.filter((source) => source.type === type).map(({ id }) => id))];
}

/**
 * Finds the model of an order, and how it would run now.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE
 */
export async function findRunnableModel(
  app: AppContext,
  catalog: CatalogSnapshot,
  wanted: { operation: string; model: string },
): Promise<ModelRoute> {
  if (catalog.settings.generation_paused === true) {
    throw new DomainError('GENERATION_PAUSED');
  }
  const siblings = catalog.models.filter(({ operation }) => operation === wanted.operation);
  const model = siblings.find(({ code }) => code === wanted.model);
  const modelRoute = model && (await modelRouteOf(app, catalog, model));
  if (modelRoute) {
    return modelRoute;
  }
  const others = await Promise.all(siblings.map((other) => modelRouteOf(app, catalog, other)));
  throw new DomainError(others.some(Boolean) ? 'MODEL_UNAVAILABLE' : 'OPERATION_UNAVAILABLE');
}

/** @throws DomainError PROMPT_REQUIRED, INPUTS_MISMATCH */
export function assertFits(
  { operation, prompt, inputs }: GenerationCreateInput,
  { route }: ModelRoute,
): void {
  const rule = operationRules[operation];
  if (rule.prompt === 'required' && prompt.trim() === '') {
    throw new DomainError('PROMPT_REQUIRED');
  }
  const [min] = rule.inputs;
  const max = maxInputsOf(route);
  if (inputs.length < min || inputs.length > max) {
    throw new DomainError('INPUTS_MISMATCH', { min, max });
  }
}

/**
 * A work is only made by the maker that the person was shown before paying.
 * @throws DomainError MAKER_CHANGED
 */
export function assertMakerIsKnown(
  { madeBy: quotedMaker }: GenerationCreateInput,
  modelRoute: ModelRoute,
): void {
  if (quotedMaker === undefined) {
    return;
  }
  const maker = makerOf(modelRoute.model, modelRoute.route);
  if (maker?.model !== quotedMaker?.model || maker?.standIn !== quotedMaker?.standIn) {
    throw new DomainError('MAKER_CHANGED');
  }
}

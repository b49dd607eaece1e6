/** What a person asks for, and whether it can be had. */
import { operationRules } from '../../../shared/catalog/operations.ts';
import type { GenerationCreateInput } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { CatalogueSnapshot, Model } from '../catalog/catalog.ts';
import { isAvailable } from './catalog.ts';

/** The pictures that go in, each once. */
export function inputIds({ inputs }: GenerationCreateInput, type: 'upload' | 'media'): string[] {
  return [...new Set(inputs.filter((source) => source.type === type).map(({ id }) => id))];
}

/**
 * Finds the model of an order.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE
 */
export async function findModel(
  app: AppContext,
  catalogue: CatalogueSnapshot,
  wanted: { operation: string; model: string },
): Promise<Model> {
  if (catalogue.settings.generation_paused === true) {
    throw new DomainError('GENERATION_PAUSED');
  }
  const siblings = catalogue.models.filter(({ operation }) => operation === wanted.operation);
  const model = siblings.find(({ code }) => code === wanted.model);
  if (model && (await isAvailable(app, catalogue, model))) {
    return model;
  }
  const others = await Promise.all(siblings.map((other) => isAvailable(app, catalogue, other)));
  throw new DomainError(others.includes(true) ? 'MODEL_UNAVAILABLE' : 'OPERATION_UNAVAILABLE');
}

/** @throws DomainError PROMPT_REQUIRED, INPUTS_MISMATCH */
export function assertFits({ operation, prompt, inputs }: GenerationCreateInput): void {
  const rule = operationRules[operation];
  if (rule.prompt === 'required' && prompt.trim() === '') {
    throw new DomainError('PROMPT_REQUIRED');
  }
  const [min, max] = rule.inputs;
  if (inputs.length < min || inputs.length > max) {
    throw new DomainError('INPUTS_MISMATCH', { min, max });
  }
}

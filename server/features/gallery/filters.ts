/** The filters of a gallery, without those that follow from others. */
import type { MediaKind, OperationCode } from '../../../shared/catalog/operations.ts';
import { operationRules } from '../../../shared/catalog/operations.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';

export interface Filters {
  kind?: MediaKind | undefined;
  operation?: OperationCode | undefined;
  model?: string | undefined;
}

/**
 * A model has one operation and an operation makes one kind, so one condition is enough. Two that contradict
 * each other would make PostgreSQL scan the whole gallery and find nothing.
 * @returns null when nothing can match.
 */
export function narrow({ models }: CatalogSnapshot, filters: Filters): Filters | null {
  const { kind, model } = filters;
  const known = models.find(({ code }) => code === model);
  const operation = filters.operation ?? known?.operation;
  if (known && known.operation !== operation) {
    return null;
  }
  if (kind && operation && operationRules[operation].result !== kind) {
    return null;
  }
  if (known) {
    return { model };
  }
  return { kind: operation ? undefined : kind, operation, model };
}

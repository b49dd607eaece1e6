import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  CatalogModel,
  CatalogOperation,
  CatalogOutput,
  GenerationQuote,
} from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';
import { useMe } from '../../api/useMe.ts';
import { countOf, visibleSlots } from './order.ts';
import { picturesOf } from './studio.ts';
import type { Studio } from './studioState.ts';

export interface Offer {
  operation: CatalogOperation;
  /** Null when no model of the operation can run now. */
  model: CatalogModel | null;
  /** Null while it is on its way, or cannot be told. */
  quote: GenerationQuote | null;
}

/** The operation and model that count now, and what they would cost this person. */
export function useOffer(catalog: CatalogOutput, studio: Studio): Offer | null {
  const trpc = useTRPC();
  const favourite = useMe()?.settings.defaultModel ?? null;
  const found =
    catalog.operations.find(({ code }) => code === studio.operation) ?? catalog.operations[0];
  const model = found ? chooseModel(found, studio, favourite) : null;
  // Only some models of an operation take references.
  const operation = found && model ? { ...found, maxInputs: model.maxInputs } : found;
  const count = countOf(studio, model);
  const [first] = operation ? picturesOf(visibleSlots(studio, operation)) : [];
  const { data } = useQuery(
    trpc.generation.quote.queryOptions(
      {
        operation: operation?.code ?? 'create',
        model: model?.code ?? '',
        ...(operation?.code === 'upscale' ? { scale: studio.scale, input: first?.source } : {}),
        ...(count > 1 ? { count } : {}),
      },
      { enabled: model !== null && !catalog.paused, placeholderData: keepPreviousData },
    ),
  );
  return operation ? { operation, model, quote: model ? (data ?? null) : null } : null;
}

/** The one chosen last, else the person's default, else the first that can run. */
function chooseModel(
  { code, models }: CatalogOperation,
  studio: Studio,
  favourite: string | null,
): CatalogModel | null {
  const open = models.filter(({ available }) => available);
  const wanted = [studio.models[code], favourite];
  const found = wanted.map((name) => open.find((model) => model.code === name)).find(Boolean);
  return found ?? open[0] ?? null;
}

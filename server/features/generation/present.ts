/** A generation as the app shows it. */
import type { Generation, Maker } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import { type MediaRow, toMedia } from '../gallery/lookup.ts';
import { listMadeBy } from '../gallery/service.ts';
import type { EtaOf } from './eta.ts';
import type { GenerationRow } from './models.ts';
import { isRefundable } from './refunds.ts';

/** Below this share the provider's progress says nothing about its pace. */
const MIN_RELIABLE_PROGRESS = 0.05;

/**
 * The estimated time left. The provider's progress decides, as for the bar; until it reports any, the usual
 * duration of the model does.
 */
function remainingSeconds(
  row: GenerationRow,
  now: Date,
  catalog: CatalogSnapshot,
  etaOf: EtaOf,
): number | null {
  if (row.finishedAt) {
    return null;
  }
  const model = catalog.models.find(({ code }) => code === (row.madeBy ?? row.model));
  const whole = model ? etaOf(model, row.standIn) : 1;
  const since = row.startedAt ? (now.getTime() - row.startedAt.getTime()) / 1000 : 0;
  const share = row.progress ?? 0;
  const left = share >= MIN_RELIABLE_PROGRESS ? (since * (1 - share)) / share : whole - since;
  return Math.max(1, Math.ceil(left));
}

function nameOf(catalog: CatalogSnapshot, model: string): string {
  return catalog.models.find(({ code }) => code === model)?.name ?? model;
}

/** Who makes it, when that is not the chosen model. */
function makerIn(catalog: CatalogSnapshot, row: GenerationRow): Maker | null {
  const model = row.madeBy ?? row.model;
  return model === row.model && !row.standIn
    ? null
    : { model, modelName: nameOf(catalog, model), standIn: row.standIn };
}

function toGeneration(
  app: AppContext,
  row: GenerationRow,
  media: readonly MediaRow[],
  catalog: CatalogSnapshot,
  etaOf: EtaOf,
): Generation {
  const isOver = row.status === 'failed' || row.status === 'cancelled';
  return {
    id: row.id,
    status: row.status,
    operation: row.operation,
    model: row.model,
    modelName: nameOf(catalog, row.model),
    madeBy: makerIn(catalog, row),
    prompt: row.prompt,
    aspectRatio: row.aspectRatio,
    seconds: row.seconds,
    sound: row.sound,
    price: row.price,
    paidWith: row.paidWith,
    progress: row.progress,
    etaSeconds: remainingSeconds(row, app.now(), catalog, etaOf),
    failure: row.failure,
    refunded: isOver && isRefundable[row.paidWith],
    media: media.map((item) => toMedia(app, catalog, item)),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export async function presentGenerations(
  app: AppContext,
  rows: readonly GenerationRow[],
): Promise<Generation[]> {
  const finished = rows.filter((row) => row.mediaCount > 0);
  const [catalog, etaOf, media] = await Promise.all([
    app.catalog.read(),
    app.etas.learn(),
    finished[0]
      ? listMadeBy(
          app,
          finished[0].userId,
          finished.map(({ id }) => id),
        )
      : [],
  ]);
  return rows.map((row) => {
    const own = media.filter(({ generationId }) => generationId === row.id);
    return toGeneration(app, row, own, catalog, etaOf);
  });
}

export async function presentGeneration(app: AppContext, row: GenerationRow): Promise<Generation> {
  const [generation] = await presentGenerations(app, [row]);
  if (!generation) {
    throw new Error('a generation was not presented');
  }
  return generation;
}

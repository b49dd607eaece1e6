/** A picture or video of the gallery as the app shows it. */
import type { InferAttributes } from 'sequelize';
import type { Media } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import type { Generation } from '../generation/lookup.ts';
import { downloadLink, viewLink } from '../media/service.ts';
import type { Media as StoredMedia } from './models.ts';

/** A work, with the shown fields of its generation. */
export type MediaRow = Omit<InferAttributes<StoredMedia>, 'position'> &
  Pick<Generation, 'prompt' | 'aspectRatio' | 'seed' | 'price' | 'paidWith' | 'standIn'>;

export function toMedia(app: AppContext, catalog: CatalogSnapshot, row: MediaRow): Media {
  return {
    id: row.id,
    generationId: row.generationId,
    kind: row.kind,
    mime: row.mime,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    durationMs: row.durationMs,
    thumbhash: row.thumbhash.toString('base64'),
    url: viewLink(app, { id: row.id, file: row.file }),
    thumbUrl: viewLink(app, { id: row.id, file: row.thumbFile }),
    previewUrl: viewLink(app, { id: row.id, file: row.previewFile }),
    downloadUrl: downloadLink(app, { id: row.id, file: row.file }),
    operation: row.operation,
    model: row.model,
    modelName: catalog.models.find(({ code }) => code === row.model)?.name ?? row.model,
    prompt: row.prompt,
    aspectRatio: row.aspectRatio,
    seed: row.seed,
    price: row.price,
    paidWith: row.paidWith,
    standIn: row.standIn,
    favourite: row.favouriteAt !== null,
    trashedAt: row.trashedAt?.toISOString() ?? null,
    seen: row.seenAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}

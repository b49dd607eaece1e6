/** A picture or video of the gallery as the app shows it. */
import type { AspectRatio, OperationCode } from '../../../shared/catalog/operations.ts';
import type { Media } from '../../../shared/schemas/generation.ts';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import type { CatalogueSnapshot } from '../catalog/catalog.ts';
import { downloadLink, viewLink } from '../media/links.ts';

export interface MediaRow {
  id: string;
  generation_id: string;
  kind: 'image' | 'video';
  operation: OperationCode;
  model: string;
  mime: string;
  width: number;
  height: number;
  bytes: number;
  duration_ms: number | null;
  file: string;
  preview_file: string;
  thumb_file: string;
  thumbhash: Buffer;
  favourite_at: Date | null;
  trashed_at: Date | null;
  created_at: Date;
  prompt: string;
  aspect_ratio: AspectRatio;
  seed: number;
  price: number;
  paid_with: PaidWith;
  stand_in: boolean;
}

export function toMedia(app: AppContext, catalogue: CatalogueSnapshot, row: MediaRow): Media {
  return {
    id: row.id,
    generationId: row.generation_id,
    kind: row.kind,
    mime: row.mime,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    durationMs: row.duration_ms,
    thumbhash: row.thumbhash.toString('base64'),
    url: viewLink(app, { id: row.id, file: row.file }),
    thumbUrl: viewLink(app, { id: row.id, file: row.thumb_file }),
    previewUrl: viewLink(app, { id: row.id, file: row.preview_file }),
    downloadUrl: downloadLink(app, { id: row.id, file: row.file }),
    operation: row.operation,
    model: row.model,
    modelName: catalogue.models.find(({ code }) => code === row.model)?.name ?? row.model,
    prompt: row.prompt,
    aspectRatio: row.aspect_ratio,
    seed: row.seed,
    price: row.price,
    paidWith: row.paid_with,
    standIn: row.stand_in,
    favourite: row.favourite_at !== null,
    trashedAt: row.trashed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

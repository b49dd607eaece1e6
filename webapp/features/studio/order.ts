import {
  type AspectRatio,
  formatsOf,
  nearestFormat,
  SEED_MAX,
} from '../../../shared/catalog/operations.ts';
import type { CatalogModel, CatalogOperation } from '../../../shared/schemas/generation.ts';
import { slotNames } from '../../domain/media/operations.ts';
import { picturesOf } from './studio.ts';
import type { Slot, Studio } from './studioState.ts';
import type { Order } from './useCreate.ts';
import { lengthOf } from './VideoCells.tsx';

/** The prompt of the operation. */
export function promptOf(studio: Studio, operation: CatalogOperation): string {
  return operation.prompt === 'none' ? '' : studio.inputs[operation.code].prompt;
}

/** The seed of the order: null for a random one, NaN for an invalid one. */
export function seedOf({ seed }: Studio): number | null {
  const typed = seed.trim();
  if (typed === '') {
    return null;
  }
  const value = /^\d{1,10}$/.test(typed) ? Number(typed) : Number.NaN;
  return value <= SEED_MAX ? value : Number.NaN;
}

/** How many works are ordered: the chosen number, as far as the model makes several. */
export function countOf({ count }: Studio, model: CatalogModel | null): number {
  return Math.min(count, model?.maxCount ?? 1);
}

/** The proportions of the order: the chosen ones, or the nearest that the model supports. */
export function formatOf(
  studio: Studio,
  { code }: CatalogOperation,
  model: CatalogModel | null,
): AspectRatio {
  const chosen = code === 'video' ? studio.videoRatio : studio.aspectRatio;
  return nearestFormat(chosen, model?.formats ?? formatsOf(code));
}

/** The picture slots of the operation: required ones, filled ones, and one more. */
export function visibleSlots(studio: Studio, operation: CatalogOperation): readonly Slot[] {
  const { minInputs, maxInputs, code } = operation;
  const { slots } = studio.inputs[code];
  const most = Math.min(maxInputs, slotNames[code].length);
  const filled = slots.findLastIndex(({ state }, i) => state !== 'empty' && i < most) + 1;
  const shown = Math.max(minInputs, filled, maxInputs > 0 ? 1 : 0);
  return slots.slice(0, Math.min(most, filled >= minInputs ? filled + 1 : shown));
}

export type Blocked = 'paused' | 'offline' | 'model' | 'uploading' | 'pictures' | 'prompt' | 'seed';

/** What keeps the order from being sent, the first requirement first. */
export function blockedBy(
  studio: Studio,
  { operation, model }: { operation: CatalogOperation; model: CatalogModel | null },
  { paused, online }: { paused: boolean; online: boolean },
): Blocked | null {
  const slots = visibleSlots(studio, operation);
  const missing: Record<Blocked, boolean> = {
    paused,
    offline: !online,
    model: model === null,
    uploading: slots.some(({ state }) => state === 'uploading'),
    pictures: picturesOf(slots).length < operation.minInputs,
    prompt: operation.prompt === 'required' && promptOf(studio, operation).trim() === '',
    seed: model?.takesSeed === true && Number.isNaN(seedOf(studio)),
  };
  const order: readonly Blocked[] = [
    'paused',
    'offline',
    'model',
    'uploading',
    'pictures',
    'prompt',
    'seed',
  ];
  return order.find((reason) => missing[reason]) ?? null;
}

/** The input of the Studio's order. */
export function orderOf(studio: Studio, operation: CatalogOperation, model: CatalogModel): Order {
  const { code } = operation;
  const seed = model.takesSeed ? seedOf(studio) : null;
  const count = countOf(studio, model);
  return {
    operation: code,
    model: model.code,
    prompt: promptOf(studio, operation).trim(),
    aspectRatio: formatOf(studio, operation, model),
    inputs: picturesOf(visibleSlots(studio, operation)).map(({ source }) => source),
    ...(model.videoOptions
      ? {
          seconds: lengthOf(model.videoOptions, studio),
          ...(model.videoOptions.sound === 'choice' ? { sound: studio.sound } : {}),
        }
      : {}),
    ...(code === 'upscale' ? { scale: studio.scale } : {}),
    ...(seed === null ? {} : { seed }),
    ...(count > 1 ? { count } : {}),
  };
}

import type { CatalogModel, CatalogOperation } from '../../../shared/schemas/generation.ts';
import { slotNames } from '../../domain/media/operations.ts';
import { lengthOf } from './FilmCells.tsx';
import { picturesOf } from './studio.ts';
import type { Slot, Studio } from './studioState.ts';
import type { Order } from './useCreate.ts';

/** The words that go with the operation. */
export function promptOf(studio: Studio, operation: CatalogOperation): string {
  return operation.prompt === 'none' ? '' : studio.inputs[operation.code].prompt;
}

/** The places of the operation: those that must be filled, those that are, and one to go on with. */
export function visibleSlots(studio: Studio, operation: CatalogOperation): readonly Slot[] {
  const { minInputs, maxInputs, code } = operation;
  const { slots } = studio.inputs[code];
  const most = Math.min(maxInputs, slotNames[code].length);
  const filled = slots.findLastIndex(({ state }, i) => state !== 'empty' && i < most) + 1;
  const shown = Math.max(minInputs, filled, code === 'video' ? 1 : 0);
  return slots.slice(0, Math.min(most, filled >= minInputs ? filled + 1 : shown));
}

export type Blocked = 'paused' | 'offline' | 'model' | 'uploading' | 'pictures' | 'prompt';

/** What keeps the order from being sent, the first thing to do first. */
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
  };
  const order: readonly Blocked[] = [
    'paused',
    'offline',
    'model',
    'uploading',
    'pictures',
    'prompt',
  ];
  return order.find((reason) => missing[reason]) ?? null;
}

/** What the Studio asks the server for. */
export function orderOf(studio: Studio, operation: CatalogOperation, model: CatalogModel): Order {
  const { code } = operation;
  return {
    operation: code,
    model: model.code,
    prompt: promptOf(studio, operation).trim(),
    aspectRatio: code === 'video' ? studio.videoRatio : studio.aspectRatio,
    inputs: picturesOf(visibleSlots(studio, operation)).map(({ source }) => source),
    ...(model.film
      ? {
          seconds: lengthOf(model.film, studio),
          ...(model.film.sound === 'choice' ? { sound: studio.sound } : {}),
        }
      : {}),
    ...(code === 'upscale' ? { scale: studio.scale } : {}),
  };
}

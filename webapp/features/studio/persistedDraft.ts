import {
  type AspectRatio,
  aspectRatios,
  type OperationCode,
  operationCodes,
} from '../../../shared/catalog/operations.ts';
import { type Scale, scales } from '../../domain/media/operations.ts';
import { keep, readKept } from '../../telegram/deviceStorage.ts';
import type { Studio, StudioPicture } from './studioState.ts';

/** Videos have their model's default duration until another one is chosen. */
const LONG_S = 60;
const NAME = 'studio';

type Pictures = readonly (StudioPicture | null)[];

/** What is stored on the device. */
export interface Kept {
  operation: OperationCode;
  models: Studio['models'];
  aspectRatio: AspectRatio;
  videoRatio: AspectRatio;
  scale: Scale;
  seconds: number;
  sound: boolean;
  /** The prompts and pictures of each operation. */
  words: Partial<Record<OperationCode, string>>;
  pictures: Partial<Record<OperationCode, Pictures>>;
}

type Loose = { [K in keyof Kept]?: unknown };

/** Reads the stored choices; values in an unknown format get their defaults. */
export function readChoices(): Kept {
  const value = readKept(NAME);
  const kept: Loose = isRecord(value) ? value : {};
  return {
    operation: oneOf(operationCodes, kept.operation, 'create'),
    models: isRecord(kept.models) ? (kept.models as Kept['models']) : {},
    aspectRatio: oneOf(aspectRatios, kept.aspectRatio, '3:4'),
    videoRatio: oneOf(aspectRatios, kept.videoRatio, '16:9'),
    scale: oneOf(scales, kept.scale, 2),
    seconds: typeof kept.seconds === 'number' ? kept.seconds : LONG_S,
    sound: kept.sound !== false,
    words: ofEach(kept.words, (one) => (typeof one === 'string' ? one : undefined)),
    pictures: ofEach(kept.pictures, (one) =>
      Array.isArray(one) ? one.map((slot: unknown) => (isPicture(slot) ? slot : null)) : undefined,
    ),
  };
}

/** The stored state of each operation, as far as it can be read. */
function ofEach<T>(
  kept: unknown,
  readOne: (value: unknown) => T | undefined,
): Partial<Record<OperationCode, T>> {
  const values = isRecord(kept) ? kept : {};
  const found = operationCodes.map((code) => [code, readOne(values[code])] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function oneOf<const T>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.find((one) => one === value) ?? otherwise;
}

function isPicture(value: unknown): value is StudioPicture {
  return (
    isRecord(value) &&
    typeof value.url === 'string' &&
    typeof value.thumbhash === 'string' &&
    isRecord(value.source) &&
    typeof value.source.id === 'string'
  );
}

/** A seed and the number of works belong to the current order, not to another day. */
export function writeChoices(studio: Studio): void {
  const { inputs, refused: _refused, seed: _seed, count: _count, ...choices } = studio;
  const prompts: Kept['words'] = {};
  const pictures: Kept['pictures'] = {};
  for (const code of operationCodes) {
    const { prompt, slots } = inputs[code];
    prompts[code] = prompt;
    if (slots.some(({ state }) => state === 'full')) {
      pictures[code] = slots.map((slot) => (slot.state === 'full' ? slot.picture : null));
    }
  }
  keep(NAME, { ...choices, words: prompts, pictures } satisfies Kept);
}

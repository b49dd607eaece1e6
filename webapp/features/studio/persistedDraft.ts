import {
  type AspectRatio,
  aspectRatios,
  type OperationCode,
  operationCodes,
} from '../../../shared/catalog/operations.ts';
import { keep, readKept } from '../../telegram/deviceStorage.ts';
import { type Scale, scales } from './operations.ts';
import type { Studio, StudioPicture } from './studio.ts';

/** Films are as long as their model makes them until another length is chosen. */
const LONG_S = 60;
const NAME = 'studio';

/** What is kept on the device besides the description. */
export interface Kept {
  operation: OperationCode;
  models: Studio['models'];
  lettering: string;
  aspectRatio: AspectRatio;
  videoRatio: AspectRatio;
  scale: Scale;
  seconds: number;
  sound: boolean;
  pictures: readonly (StudioPicture | null)[];
}

type Loose = { [K in keyof Kept]?: unknown };

/** Reads the choices back; anything that an older version wrote otherwise gets its start value. */
export function readChoices(): Kept {
  const value = readKept(NAME);
  const kept: Loose = isRecord(value) ? value : {};
  return {
    operation: oneOf(operationCodes, kept.operation, 'create'),
    models: isRecord(kept.models) ? (kept.models as Kept['models']) : {},
    lettering: typeof kept.lettering === 'string' ? kept.lettering : '',
    aspectRatio: oneOf(aspectRatios, kept.aspectRatio, '3:4'),
    videoRatio: oneOf(aspectRatios, kept.videoRatio, '16:9'),
    scale: oneOf(scales, kept.scale, 2),
    seconds: typeof kept.seconds === 'number' ? kept.seconds : LONG_S,
    sound: kept.sound !== false,
    pictures: Array.isArray(kept.pictures)
      ? kept.pictures.map((one: unknown) => (isPicture(one) ? one : null))
      : [],
  };
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

export function writeChoices({ slots, ...studio }: Studio): void {
  const { prompt: _, refused: __, ...choices } = studio;
  const pictures = slots.map((slot) => (slot.state === 'full' ? slot.picture : null));
  const kept = { ...choices, pictures };
  keep(NAME, kept satisfies Kept);
}

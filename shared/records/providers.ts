/** Who makes what a model promises: the field of a model that is a list. */
import type { CatalogModel } from '../catalog/models.ts';
import { aspectRatios } from '../catalog/operations.ts';
import { generationProviders } from '../closedSets.ts';
import { MAX_COINS } from '../coins.ts';
import type { FieldProblem } from './fields.ts';

type Entry = CatalogModel['providers'][number];

const MAX_PROVIDERS = 5;
const SOUNDS = ['always', 'choice', 'none'];

/** A provider's own name of a model: `fal-ai/veo3.1/fast`. */
const PROVIDER_MODEL = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;

function isVideoOptions(options: unknown): boolean {
  if (typeof options !== 'object' || options === null) {
    return false;
  }
  const { seconds, sound, ...rest } = options as Record<string, unknown>;
  return (
    Object.keys(rest).length === 0 &&
    SOUNDS.includes(sound as string) &&
    Array.isArray(seconds) &&
    seconds.length > 0 &&
    seconds.length <= 10 &&
    seconds.every(
      (one, at) => Number.isInteger(one) && one > (at ? seconds[at - 1] : 0) && one <= 60,
    )
  );
}

function areFormats(formats: unknown): boolean {
  return (
    Array.isArray(formats) &&
    formats.length > 0 &&
    new Set(formats).size === formats.length &&
    formats.every((one) => aspectRatios.some((ratio) => ratio === one))
  );
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const {
    provider,
    model,
    videoOptions: options,
    formats,
    price,
    ...rest
  } = value as Record<string, unknown>;
  return (
    Object.keys(rest).length === 0 &&
    generationProviders.some((name) => name === provider) &&
    typeof model === 'string' &&
    PROVIDER_MODEL.test(model) &&
    !model.includes('..') &&
    (options === undefined || isVideoOptions(options)) &&
    (formats === undefined || areFormats(formats)) &&
    (price === undefined ||
      (Number.isInteger(price) && Number(price) >= 0 && Number(price) <= MAX_COINS))
  );
}

/** At least one, each provider's model once. */
export function providersProblem(value: unknown): { problem: FieldProblem } | null {
  if (!Array.isArray(value) || value.length === 0) {
    return { problem: 'required' };
  }
  const right = value.length <= MAX_PROVIDERS && value.every(isEntry);
  const names = new Set(value.map((one) => `${one?.provider}:${one?.model}`));
  return right && names.size === value.length ? null : { problem: 'bad_code' };
}

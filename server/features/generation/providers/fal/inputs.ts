/**
 * The bodies of requests to fal. Every model names its parameters differently; a model ignores unknown ones,
 * so only the names that matter need to be right.
 */
import type { AspectRatio, OperationCode } from '../../../../../shared/catalog/operations.ts';
import type { ModelTraits, ProviderInput, ProviderRequest } from '../provider.ts';
import { defaultPrompts, videoFrames } from '../wording.ts';

export const falOperations = [
  'create',
  'video',
  'edit',
  'merge',
  'face_swap',
  'retouch',
  'upscale',
] as const satisfies readonly OperationCode[];
export type FalOperation = (typeof falOperations)[number];

export function isFalOperation(operation: OperationCode): operation is FalOperation {
  return (falOperations as readonly OperationCode[]).includes(operation);
}

interface Dialect {
  pictures: 'image_url' | 'image_urls';
  frame: 'aspect_ratio' | 'image_size';
  factor: 'upscale_factor' | 'scale' | 'upscaling_factor';
  /** The path below the model's address for drawing with references; without it there is none. */
  references?: 'edit';
}

/** What most models of an operation understand. */
const usual = {
  create: { pictures: 'image_urls', frame: 'aspect_ratio', factor: 'upscale_factor' },
  video: { pictures: 'image_url', frame: 'aspect_ratio', factor: 'upscale_factor' },
  edit: { pictures: 'image_urls', frame: 'aspect_ratio', factor: 'upscale_factor' },
  merge: { pictures: 'image_urls', frame: 'aspect_ratio', factor: 'upscale_factor' },
  face_swap: { pictures: 'image_url', frame: 'aspect_ratio', factor: 'upscale_factor' },
  retouch: { pictures: 'image_url', frame: 'aspect_ratio', factor: 'upscale_factor' },
  upscale: { pictures: 'image_url', frame: 'aspect_ratio', factor: 'upscale_factor' },
} as const satisfies Record<FalOperation, Dialect>;

/** Where a family of models differs; the first matching prefix counts. */
const families: readonly (readonly [prefix: string, differences: Partial<Dialect>])[] = [
  ['fal-ai/nano-banana', { pictures: 'image_urls', references: 'edit' }],
  ['fal-ai/flux-pro/kontext', { pictures: 'image_url' }],
  ['fal-ai/flux', { frame: 'image_size', pictures: 'image_url' }],
  ['fal-ai/qwen-image', { frame: 'image_size', pictures: 'image_url' }],
  ['fal-ai/stable-diffusion', { frame: 'image_size' }],
  ['fal-ai/esrgan', { factor: 'scale' }],
  ['fal-ai/aura-sr', { factor: 'upscaling_factor' }],
];

/** Names where the family has them, else pixels: about one million, in steps of 16. */
const imageSizes = {
  '1:1': 'square_hd',
  '3:4': 'portrait_4_3',
  '4:3': 'landscape_4_3',
  '9:16': 'portrait_16_9',
  '16:9': 'landscape_16_9',
  '2:3': { width: 832, height: 1248 },
  '3:2': { width: 1248, height: 832 },
  '4:5': { width: 896, height: 1120 },
  '21:9': { width: 1568, height: 672 },
} as const satisfies Record<AspectRatio, string | { width: number; height: number }>;

/** Its models accept up to ten; at most four are sent. */
const MAX_REFERENCES = 4;

const UPSCALE_FACTOR = 2;

/** Parameters of a model: face swaps have no seed. */
export function falTraits(operation: OperationCode, model: string): ModelTraits {
  return {
    takesSeed: operation !== 'face_swap',
    references: differencesOf(model).references ? MAX_REFERENCES : 0,
  };
}

/** The model's address at fal; animating a picture, or drawing with references, is an endpoint of its own. */
export function falEndpoint(request: ProviderRequest): string {
  const { operation, providerModel, inputs } = request;
  const { references } = differencesOf(providerModel);
  if (operation === 'create' && inputs.length > 0 && references) {
    return providerModel.endsWith(`/${references}`)
      ? providerModel
      : `${providerModel}/${references}`;
  }
  return operation === 'video' && inputs.length > 0 && !providerModel.includes('image-to-video')
    ? `${providerModel}/image-to-video`
    : providerModel;
}

/** The body of the submit. Pictures are embedded as data URIs, so nothing is left behind at fal. */
export function falInput(
  request: ProviderRequest,
  operation: FalOperation,
): Record<string, unknown> {
  const dialect: Dialect = { ...usual[operation], ...differencesOf(request.providerModel) };
  const pictures = request.inputs.map(dataUri);
  const { prompt, seed } = request;
  switch (operation) {
    case 'create':
      return {
        prompt,
        seed,
        num_images: 1,
        ...frameOf(dialect, request.aspectRatio),
        ...(pictures.length > 0 ? picturesOf(dialect, pictures) : {}),
      };
    case 'edit':
      return { prompt, seed, num_images: 1, ...picturesOf(dialect, pictures) };
    case 'merge':
      return {
        prompt: prompt || defaultPrompts.merge,
        seed,
        num_images: 1,
        ...frameOf(dialect, request.aspectRatio),
        ...picturesOf({ ...dialect, pictures: 'image_urls' }, pictures),
      };
    case 'retouch':
      return { prompt: prompt || defaultPrompts.retouch, seed, ...picturesOf(dialect, pictures) };
    case 'upscale':
      return {
        seed,
        [dialect.factor]: request.scale ?? UPSCALE_FACTOR,
        ...picturesOf(dialect, pictures),
      };
    case 'face_swap':
      // The first picture is the base; the face comes from the second.
      return { base_image_url: pictures[0], swap_image_url: pictures[1] };
    case 'video':
      return {
        prompt,
        seed,
        aspect_ratio: videoFrames[request.aspectRatio],
        ...(request.seconds === undefined ? {} : { duration: `${request.seconds}s` }),
        ...(request.sound === undefined ? {} : { generate_audio: request.sound }),
        ...(pictures.length > 0 ? picturesOf(dialect, pictures) : {}),
      };
    default:
      return operation satisfies never;
  }
}

function differencesOf(model: string): Partial<Dialect> {
  return families.find(([prefix]) => model.startsWith(prefix))?.[1] ?? {};
}

function frameOf(dialect: Dialect, ratio: AspectRatio): Record<string, unknown> {
  return dialect.frame === 'aspect_ratio'
    ? { aspect_ratio: ratio }
    : { image_size: imageSizes[ratio] };
}

function picturesOf(dialect: Dialect, pictures: string[]): Record<string, unknown> {
  return dialect.pictures === 'image_urls' ? { image_urls: pictures } : { image_url: pictures[0] };
}

function dataUri(input: ProviderInput): string {
  return `data:${input.mime};base64,${input.bytes.toString('base64')}`;
}

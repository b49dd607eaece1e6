/** What a person can order. The order is the order of the tiles in the studio. */
export const operationCodes = [
  'create',
  'video',
  'edit',
  'merge',
  'face_swap',
  'retouch',
  'upscale',
  'add_text',
] as const;
export type OperationCode = (typeof operationCodes)[number];

/** Width : height of the result, in the order in which they are offered. */
export const aspectRatios = [
  '1:1',
  '3:4',
  '4:3',
  '9:16',
  '16:9',
  '2:3',
  '3:2',
  '4:5',
  '21:9',
] as const;
export type AspectRatio = (typeof aspectRatios)[number];

/** Supported by nearly every image model. */
const usualFormats: readonly AspectRatio[] = ['1:1', '3:4', '4:3', '9:16', '16:9'];
/** Video models know two formats only. */
const videoFormats: readonly AspectRatio[] = ['16:9', '9:16'];

/** The formats of a model without known ones. */
export function formatsOf(operation: OperationCode): readonly AspectRatio[] {
  const { result, sized } = operationRules[operation];
  return sized ? (result === 'video' ? videoFormats : usualFormats) : [];
}

/** The one of these formats whose proportions are nearest to the wanted one; without any, the wanted one. */
export function nearestFormat(wanted: AspectRatio, formats: readonly AspectRatio[]): AspectRatio {
  const distance = (format: AspectRatio) => Math.abs(Math.log(shapeOf(format) / shapeOf(wanted)));
  return [...formats].sort((a, b) => distance(a) - distance(b))[0] ?? wanted;
}

function shapeOf(format: AspectRatio): number {
  const [width = 1, height = 1] = format.split(':').map(Number);
  return width / height;
}

export const mediaKinds = ['image', 'video'] as const;
export type MediaKind = (typeof mediaKinds)[number];

export interface OperationRule {
  /** What the operation makes. */
  result: MediaKind;
  /**
   * The minimum and maximum number of input pictures; as references for a new picture only where the model
   * takes them.
   */
  inputs: readonly [min: number, max: number];
  /** Whether the operation needs a prompt, takes one, or has none. */
  prompt: 'required' | 'optional' | 'none';
  /** Whether the person chooses the proportions; otherwise they follow the first input. */
  sized: boolean;
  /** Whether several works can be ordered at once: each is different. */
  several: boolean;
  /** Whether the operation costs nothing whatever the model. */
  alwaysFree: boolean;
}

export const operationRules = {
  create: {
    result: 'image',
    inputs: [0, 4],
    prompt: 'required',
    sized: true,
    several: true,
    alwaysFree: false,
  },
  video: {
    result: 'video',
    inputs: [0, 1],
    prompt: 'required',
    sized: true,
    several: false,
    alwaysFree: false,
  },
  edit: {
    result: 'image',
    inputs: [1, 1],
    prompt: 'required',
    sized: false,
    several: true,
    alwaysFree: false,
  },
  merge: {
    result: 'image',
    inputs: [2, 4],
    prompt: 'optional',
    sized: true,
    several: true,
    alwaysFree: false,
  },
  face_swap: {
    result: 'image',
    inputs: [2, 2],
    prompt: 'none',
    sized: false,
    several: false,
    alwaysFree: false,
  },
  retouch: {
    result: 'image',
    inputs: [1, 1],
    prompt: 'optional',
    sized: false,
    several: false,
    alwaysFree: false,
  },
  upscale: {
    result: 'image',
    inputs: [1, 1],
    prompt: 'none',
    sized: false,
    several: false,
    alwaysFree: false,
  },
  add_text: {
    result: 'image',
    inputs: [1, 1],
    prompt: 'required',
    sized: false,
    several: false,
    alwaysFree: true,
  },
} as const satisfies Record<OperationCode, OperationRule>;

/** The longest side of an upscaled picture, in pixels. */
export const MAX_UPSCALED_EDGE = 8192;

/** The real scale of an upscale: limited by the longest allowed side, never below 1. */
export function upscaleFactor(size: { width: number; height: number }, wanted: number): number {
  return Math.max(1, Math.min(wanted, MAX_UPSCALED_EDGE / Math.max(size.width, size.height)));
}

/** The longest prompt, in characters. */
export const PROMPT_MAX = 2000;

/** Operations whose prompt a text model can improve: the words of `add_text` are written as they are. */
export const improvableOperations = [
  'create',
  'video',
  'edit',
  'merge',
  'retouch',
] as const satisfies readonly OperationCode[];
export type ImprovableOperation = (typeof improvableOperations)[number];

/** Seeds are 32-bit. */
export const SEED_MAX = 0xffff_ffff;

/** Works of one order at most. */
export const MAX_AT_ONCE = 4;

/** What a person can ask for. The order is the order of the tiles in the studio. */
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

/** Width : height of the result. */
export const aspectRatios = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type AspectRatio = (typeof aspectRatios)[number];

export const mediaKinds = ['image', 'video'] as const;
export type MediaKind = (typeof mediaKinds)[number];

export interface OperationRule {
  /** What the operation makes. */
  result: MediaKind;
  /** How many pictures go in, least and most. */
  inputs: readonly [min: number, max: number];
  /** Whether the operation needs a prompt, takes one, or has none. */
  prompt: 'required' | 'optional' | 'none';
  /** Whether the person chooses the proportions; otherwise they follow the first input. */
  sized: boolean;
  /** Whether the operation costs nothing whatever the model. */
  alwaysFree: boolean;
}

export const operationRules = {
  create: { result: 'image', inputs: [0, 0], prompt: 'required', sized: true, alwaysFree: false },
  video: { result: 'video', inputs: [0, 1], prompt: 'required', sized: true, alwaysFree: false },
  edit: { result: 'image', inputs: [1, 1], prompt: 'required', sized: false, alwaysFree: false },
  merge: { result: 'image', inputs: [2, 4], prompt: 'optional', sized: true, alwaysFree: false },
  face_swap: { result: 'image', inputs: [2, 2], prompt: 'none', sized: false, alwaysFree: false },
  retouch: { result: 'image', inputs: [1, 1], prompt: 'optional', sized: false, alwaysFree: false },
  upscale: { result: 'image', inputs: [1, 1], prompt: 'none', sized: false, alwaysFree: false },
  add_text: { result: 'image', inputs: [1, 1], prompt: 'required', sized: false, alwaysFree: true },
} as const satisfies Record<OperationCode, OperationRule>;

/** The longest side of an enlarged picture, in pixels. */
export const MAX_UPSCALED_EDGE = 8192;

/** How many times larger a picture really gets: at most to the longest side that there is, never smaller. */
export function upscaleFactor(size: { width: number; height: number }, wanted: number): number {
  return Math.max(1, Math.min(wanted, MAX_UPSCALED_EDGE / Math.max(size.width, size.height)));
}

/** The longest prompt, in characters. */
export const PROMPT_MAX = 2000;

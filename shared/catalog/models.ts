import type { GenerationProviderName } from '../closedSets.ts';
import { type AspectRatio, aspectRatios, type OperationCode } from './operations.ts';

export const modelStatuses = ['active', 'soon', 'retired'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

/** What a video model lets a person choose; without it the model decides the duration. */
export interface VideoOptions {
  /** Durations in seconds, shortest first; the longest is the default. */
  seconds: number[];
  /** Whether the video has sound, or the person decides. */
  sound: 'always' | 'choice' | 'none';
}

export interface CatalogModel {
  code: string;
  operation: OperationCode;
  name: string;
  /** Hundredths of a coin; null = PRICE_PER_OPERATION. */
  price: number | null;
  status: ModelStatus;
  /** Providers in the order of preference; the first configured one that supports it is used. */
  providers: {
    provider: GenerationProviderName;
    model: string;
    videoOptions?: VideoOptions;
    /** The proportions that it makes; without it the default ones. */
    formats?: readonly AspectRatio[];
    /** Hundredths of a coin for a work of the built-in artist in place of an AI model. */
    price?: number;
  }[];
  /** The model to use when this one can't run. */
  fallback: string | null;
  /** The initial estimate in seconds, until runs have been measured. */
  etaSeconds: number;
}

const local = (model: string) => ({ provider: 'local', model }) as const;
/**
 * https://ai.google.dev/gemini-api/docs/image-generation#aspect_ratios, https://fal.ai/models/fal-ai/nano-banana/api
 */
const everyFormat = { formats: aspectRatios };
/** Veo 3.1: https://ai.google.dev/gemini-api/docs/video, https://fal.ai/models/fal-ai/veo3.1/api */
const veo = {
  google: { seconds: [4, 6, 8], sound: 'always' },
  fal: { seconds: [4, 6, 8], sound: 'choice' },
} satisfies Record<string, VideoOptions>;

/** The first content of the table of models; admins edit it afterwards. */
export const defaultModels: CatalogModel[] = [
  {
    code: 'nano-banana',
    operation: 'create',
    name: 'Nano Banana',
    price: 150,
    status: 'active',
    providers: [
      { provider: 'google', model: 'gemini-2.5-flash-image', ...everyFormat },
      { provider: 'fal', model: 'fal-ai/nano-banana', ...everyFormat },
      { ...local('artist'), ...everyFormat, price: 50 },
    ],
    fallback: null,
    etaSeconds: 12,
  },
  {
    code: 'imagen-3',
    operation: 'create',
    name: 'Imagen 3.0',
    price: 300,
    status: 'soon',
    providers: [
      { provider: 'google', model: 'imagen-3.0-generate-002' },
      { provider: 'fal', model: 'fal-ai/imagen3' },
    ],
    fallback: 'nano-banana',
    etaSeconds: 15,
  },
  {
    code: 'veo-3-1-fast',
    operation: 'video',
    name: 'Veo 3.1 Fast',
    price: 1900,
    status: 'active',
    providers: [
      { provider: 'google', model: 'veo-3.1-fast-generate-preview', videoOptions: veo.google },
      { provider: 'fal', model: 'fal-ai/veo3.1/fast', videoOptions: veo.fal },
      {
        ...local('clip'),
        ...everyFormat,
        videoOptions: { seconds: [3], sound: 'none' },
        price: 300,
      },
    ],
    fallback: null,
    etaSeconds: 80,
  },
  {
    code: 'veo-3-1-pro',
    operation: 'video',
    name: 'Veo 3.1 Pro',
    price: 4900,
    status: 'soon',
    providers: [
      { provider: 'google', model: 'veo-3.1-generate-preview', videoOptions: veo.google },
      { provider: 'fal', model: 'fal-ai/veo3.1', videoOptions: veo.fal },
    ],
    fallback: 'veo-3-1-fast',
    etaSeconds: 180,
  },
  {
    code: 'editor',
    operation: 'edit',
    name: 'Nano Banana Edit',
    price: null,
    status: 'active',
    providers: [
      { provider: 'google', model: 'gemini-2.5-flash-image' },
      { provider: 'fal', model: 'fal-ai/nano-banana/edit' },
    ],
    fallback: null,
    etaSeconds: 15,
  },
  {
    code: 'merger',
    operation: 'merge',
    name: 'Composer',
    price: null,
    status: 'active',
    providers: [
      { provider: 'google', model: 'gemini-2.5-flash-image', ...everyFormat },
      { provider: 'fal', model: 'fal-ai/nano-banana/edit', ...everyFormat },
      { ...local('merge'), ...everyFormat, price: 100 },
    ],
    fallback: null,
    etaSeconds: 15,
  },
  {
    code: 'face-swapper',
    operation: 'face_swap',
    name: 'Face Swap',
    price: null,
    status: 'active',
    providers: [{ provider: 'fal', model: 'fal-ai/face-swap' }],
    fallback: null,
    etaSeconds: 20,
  },
  {
    code: 'retoucher',
    operation: 'retouch',
    name: 'Retouch',
    price: null,
    status: 'active',
    providers: [
      { provider: 'fal', model: 'fal-ai/codeformer' },
      { ...local('retouch'), price: 100 },
    ],
    fallback: null,
    etaSeconds: 10,
  },
  {
    code: 'upscaler',
    operation: 'upscale',
    name: 'Upscale',
    price: null,
    status: 'active',
    providers: [
      { provider: 'fal', model: 'fal-ai/clarity-upscaler' },
      { ...local('upscale'), price: 100 },
    ],
    fallback: null,
    etaSeconds: 10,
  },
  {
    code: 'texter',
    operation: 'add_text',
    name: 'Lettering',
    price: 0,
    status: 'active',
    providers: [local('text')],
    fallback: null,
    etaSeconds: 4,
  },
];

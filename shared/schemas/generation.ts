import { z } from 'zod';
import { modelStatuses } from '../catalog/models.ts';
import {
  aspectRatios,
  improvableOperations,
  MAX_AT_ONCE,
  operationCodes,
  operationRules,
  PROMPT_MAX,
  SEED_MAX,
} from '../catalog/operations.ts';
import { presetKinds } from '../catalog/presets.ts';
import { generationProviders, unavailabilityReasons } from '../closedSets.ts';
import {
  code,
  coinAmount,
  count,
  id,
  isoTime,
  language,
  localized,
  paidWith,
  plainText,
  requestId,
  visibleText,
} from './primitives.ts';

export const operation = z.enum(operationCodes);
export const aspectRatio = z.enum(aspectRatios);

export const generationStatuses = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
] as const;
export const generationStatus = z.enum(generationStatuses);
export type GenerationStatus = z.infer<typeof generationStatus>;

/** The durations of a video, shortest first, and whether it has sound or the person decides. */
export const videoOptions = z.object({
  seconds: z.array(z.int().positive()).min(1),
  sound: z.enum(['always', 'choice', 'none']),
});

/** Who makes a work instead of the chosen model. */
export const maker = z.object({
  /** The model that makes it. */
  model: code,
  modelName: z.string(),
  /** Whether it is made without that model's AI, by the built-in artist. */
  standIn: z.boolean(),
});
export type Maker = z.infer<typeof maker>;

/** Why a model can't run now, and which providers would make it run. */
export const unavailability = z.object({
  reason: z.enum(unavailabilityReasons),
  providers: z.array(z.enum(generationProviders)),
});
export type Unavailability = z.infer<typeof unavailability>;

export const catalogModel = z.object({
  code,
  name: z.string(),
  /** Hundredths of a coin, with the model that would run now. */
  price: coinAmount,
  /** Null when the model itself makes it. */
  madeBy: maker.nullable(),
  status: z.enum(modelStatuses),
  /** False when nothing configured can run it now. */
  available: z.boolean(),
  etaSeconds: count,
  /** What can be chosen for a video; null for pictures. */
  videoOptions: videoOptions.nullable(),
  /** The proportions that it makes; none where they follow the picture. */
  formats: z.array(aspectRatio),
  /** Whether a seed makes the same picture again. */
  takesSeed: z.boolean(),
  /** How many pictures go in at most. */
  maxInputs: count,
  /** How many works can be ordered at once. */
  maxCount: count,
  /** Null for what can run. */
  unavailability: unavailability.nullable(),
});
export type CatalogModel = z.infer<typeof catalogModel>;

export const catalogOperation = z.object({
  code: operation,
  result: z.enum(['image', 'video']),
  minInputs: count,
  maxInputs: count,
  prompt: z.enum(['required', 'optional', 'none']),
  sized: z.boolean(),
  alwaysFree: z.boolean(),
  /** False when no model of it can run now. */
  available: z.boolean(),
  /** The reason closest to running; null when something can run. */
  unavailability: unavailability.nullable(),
  /** The cheapest price of what can run now; null when nothing can. */
  fromPrice: coinAmount.nullable(),
  models: z.array(catalogModel),
});
export type CatalogOperation = z.infer<typeof catalogOperation>;

/** Ready texts: a whole prompt, or a style that is added to one. */
export const preset = z.object({
  code,
  kind: z.enum(presetKinds),
  operation,
  name: localized,
  text: localized,
});
export type Preset = z.infer<typeof preset>;

export const catalogOutput = z.object({
  operations: z.array(catalogOperation),
  presets: z.array(preset),
  aspectRatios: z.array(aspectRatio),
  promptMax: count,
  /** Whether a text model that improves prompts is connected. */
  improvesPrompts: z.boolean(),
  /** Creation is switched off for everybody for now. */
  paused: z.boolean(),
});
export type CatalogOutput = z.infer<typeof catalogOutput>;

/** An input picture: an upload, or a work of the gallery. */
export const inputSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('upload'), id }),
  z.object({ type: z.literal('media'), id }),
]);

export const quoteInput = z.object({
  operation,
  model: code,
  /** For an upscale: the scale, and its input; then the quote holds the size of the result. */
  scale: z.union([z.literal(2), z.literal(4)]).optional(),
  input: inputSource.optional(),
  /** How many works at once. */
  count: z.int().min(1).max(MAX_AT_ONCE).optional(),
});
/** A payer of several works, and for how many of them; what it has left in its own unit. */
export const partOfOrder = z.object({
  /** Null when nothing covers them. */
  paidWith: paidWith.nullable(),
  count,
  before: z.int().nullable(),
  after: z.int().nullable(),
});
export const quoteOutput = z.object({
  /** Of one work. */
  price: coinAmount,
  /** Null when nothing the person has covers the price. */
  paidWith: paidWith.nullable(),
  /** What is left of the payer before and after, in its own unit; null where nothing is counted. */
  before: z.int().nullable(),
  after: z.int().nullable(),
  /** Coins missing, hundredths. */
  missing: coinAmount,
  etaSeconds: count,
  /** Null when the model itself makes it. */
  madeBy: maker.nullable(),
  /** Pixels of an upscale, and whether that is less than requested; null without an input. */
  enlarged: z.object({ width: count, height: count, isCapped: z.boolean() }).nullable(),
  /** Of several works at once: who pays, in their order, and the coins for all of them; absent for one. */
  several: z.object({ coins: coinAmount, parts: z.array(partOfOrder) }).optional(),
});
export type GenerationQuote = z.infer<typeof quoteOutput>;

export const createInput = z
  .object({
    requestId,
    operation,
    model: code,
    prompt: plainText(PROMPT_MAX).default(''),
    aspectRatio: aspectRatio.default('1:1'),
    inputs: z.array(inputSource).max(4).default([]),
    scale: z.union([z.literal(2), z.literal(4)]).optional(),
    /** For a video; an unsupported duration becomes the nearest one. */
    seconds: z.int().min(1).max(60).optional(),
    sound: z.boolean().optional(),
    /** The maker, as quoted; the order is refused with another one. Unchecked when left out. */
    madeBy: maker.pick({ model: true, standIn: true }).nullable().optional(),
    /**
     * Coins that were shown for the whole order; it is refused when it costs more. Unchecked when left out.
     */
    price: coinAmount.min(0).optional(),
    /** Makes the same picture again where the model allows it. */
    seed: z.int().min(0).max(SEED_MAX).optional(),
    /**
     * How many works are made of it: all are paid, or none. With a seed, each has the previous one's plus
     * one.
     */
    count: z.int().min(1).max(MAX_AT_ONCE).optional(),
  })
  .refine(({ operation, count = 1 }) => count === 1 || operationRules[operation].several, {
    path: ['count'],
    error: 'one work at a time',
  });
export type GenerationCreateInput = z.infer<typeof createInput>;

export const improveInput = z.object({
  operation: z.enum(improvableOperations),
  prompt: plainText(PROMPT_MAX),
  /** Of the improved prompt where the person's own words leave it open. */
  language,
});
export type ImproveInput = z.infer<typeof improveInput>;
export const improveOutput = z.object({ prompt: visibleText(PROMPT_MAX) });

export const media = z.object({
  id,
  generationId: id,
  kind: z.enum(['image', 'video']),
  mime: z.string(),
  width: count,
  height: count,
  bytes: count,
  durationMs: count.nullable(),
  /** Base64. */
  thumbhash: z.string(),
  /** Signed and expiring. */
  url: z.string(),
  thumbUrl: z.string(),
  previewUrl: z.string(),
  downloadUrl: z.string(),
  operation,
  model: code,
  modelName: z.string(),
  prompt: z.string(),
  aspectRatio,
  seed: count,
  price: coinAmount,
  paidWith,
  /** Whether the built-in artist made it in place of the model's AI. */
  standIn: z.boolean(),
  favourite: z.boolean(),
  /** When it was moved to the trash. */
  trashedAt: isoTime.nullable(),
  /** Whether its person has opened it, on any device. */
  seen: z.boolean(),
  createdAt: isoTime,
});
export type Media = z.infer<typeof media>;

export const generation = z.object({
  id,
  status: generationStatus,
  operation,
  model: code,
  modelName: z.string(),
  /** Null when the model itself makes it. */
  madeBy: maker.nullable(),
  prompt: z.string(),
  aspectRatio,
  /** The options of a video; null for others. */
  seconds: count.nullable(),
  sound: z.boolean().nullable(),
  price: coinAmount,
  paidWith,
  /** 0 … 1 while it runs; null when the provider does not report it. */
  progress: z.number().min(0).max(1).nullable(),
  /** The estimated seconds left; null when it is over. */
  etaSeconds: count.nullable(),
  /** Why it failed; the app has a sentence for each. */
  failure: z.string().nullable(),
  /** What was refunded to the payer. */
  refunded: z.boolean(),
  media: z.array(media),
  createdAt: isoTime,
  startedAt: isoTime.nullable(),
  finishedAt: isoTime.nullable(),
});
export type Generation = z.infer<typeof generation>;

/** One work of the order; `others` are those that were ordered with it, if any. */
export const createOutput = generation.extend({ others: z.array(generation).optional() });
export type Created = z.infer<typeof createOutput>;

export const generationIdInput = z.object({ id });
export const activeOutput = z.object({ items: z.array(generation) });
/** False where it had been seen already, or has not failed. */
export const failureSeenOutput = z.object({ seen: z.boolean() });

export const uploadOutput = z.object({
  id,
  width: count,
  height: count,
  thumbhash: z.string(),
  url: z.string(),
});
export type UploadOutput = z.infer<typeof uploadOutput>;

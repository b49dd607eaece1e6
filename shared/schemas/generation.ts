import { z } from 'zod';
import { modelStatuses } from '../catalog/models.ts';
import { aspectRatios, operationCodes, PROMPT_MAX } from '../catalog/operations.ts';
import {
  code,
  coinAmount,
  count,
  id,
  isoTime,
  paidWith,
  plainText,
  requestId,
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

/** The lengths of a film, shortest first, and whether it has sound or the person decides. */
export const filmOptions = z.object({
  seconds: z.array(z.int().positive()).min(1),
  sound: z.enum(['always', 'choice', 'none']),
});

/** Who makes a work in place of the model that was asked for. */
export const maker = z.object({
  /** The model that makes it. */
  model: code,
  modelName: z.string(),
  /** Whether it is made without that model's AI, by the built-in artist. */
  standIn: z.boolean(),
});
export type Maker = z.infer<typeof maker>;

export const catalogModel = z.object({
  code,
  name: z.string(),
  /** Hundredths of a coin, as it would be made now. */
  price: coinAmount,
  /** Null when the model itself makes it. */
  madeBy: maker.nullable(),
  status: z.enum(modelStatuses),
  /** False when nothing configured can run it now. */
  available: z.boolean(),
  etaSeconds: count,
  /** What can be chosen for a film; null for pictures. */
  film: filmOptions.nullable(),
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
  /** The cheapest price of what can run now; null when nothing can. */
  fromPrice: coinAmount.nullable(),
  models: z.array(catalogModel),
});
export type CatalogOperation = z.infer<typeof catalogOperation>;

export const catalogOutput = z.object({
  operations: z.array(catalogOperation),
  aspectRatios: z.array(aspectRatio),
  promptMax: count,
  /** Creation is switched off for everybody for now. */
  paused: z.boolean(),
});
export type CatalogOutput = z.infer<typeof catalogOutput>;

/** A picture that goes in: one uploaded for it, or one from the gallery. */
export const inputSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('upload'), id }),
  z.object({ type: z.literal('media'), id }),
]);

export const quoteInput = z.object({
  operation,
  model: code,
  /** Of an enlargement: how large, and of what; then the quote tells the size of the result. */
  scale: z.union([z.literal(2), z.literal(4)]).optional(),
  input: inputSource.optional(),
});
export const quoteOutput = z.object({
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
  /** Pixels of an enlargement, and whether that is less than was asked for; null without an input. */
  enlarged: z.object({ width: count, height: count, isCapped: z.boolean() }).nullable(),
});
export type GenerationQuote = z.infer<typeof quoteOutput>;

export const createInput = z.object({
  requestId,
  operation,
  model: code,
  prompt: plainText(PROMPT_MAX).default(''),
  aspectRatio: aspectRatio.default('1:1'),
  inputs: z.array(inputSource).max(4).default([]),
  scale: z.union([z.literal(2), z.literal(4)]).optional(),
  /** Of a film; a length that the model does not offer becomes the nearest one. */
  seconds: z.int().min(1).max(60).optional(),
  sound: z.boolean().optional(),
  /** Who makes it, as the quote said; with another one it is refused. Unchecked when left out. */
  madeBy: maker.pick({ model: true, standIn: true }).nullable().optional(),
  /** Makes the same picture again where the model allows it. */
  seed: z.int().min(0).max(0xffff_ffff).optional(),
});
export type GenerationCreateInput = z.infer<typeof createInput>;

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
  /** When it went to the trash. */
  trashedAt: isoTime.nullable(),
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
  /** What was asked of a film; null where nothing was. */
  seconds: count.nullable(),
  sound: z.boolean().nullable(),
  price: coinAmount,
  paidWith,
  /** 0 … 1 while it runs; null when the provider does not tell. */
  progress: z.number().min(0).max(1).nullable(),
  /** Seconds it will probably still take; null when it is over. */
  etaSeconds: count.nullable(),
  /** Why it did not work out; the app has a sentence for each. */
  failure: z.string().nullable(),
  /** What went back to the payer. */
  refunded: z.boolean(),
  media: z.array(media),
  createdAt: isoTime,
  startedAt: isoTime.nullable(),
  finishedAt: isoTime.nullable(),
});
export type Generation = z.infer<typeof generation>;

export const generationIdInput = z.object({ id });
export const activeOutput = z.object({ items: z.array(generation) });

export const uploadOutput = z.object({
  id,
  width: count,
  height: count,
  thumbhash: z.string(),
  url: z.string(),
});
export type UploadOutput = z.infer<typeof uploadOutput>;

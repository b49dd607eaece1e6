/** Generations of everybody, as the team searches and reads them. */
import { z } from 'zod';
import { operationCodes } from '../catalog/operations.ts';
import { failureReasons } from '../closedSets.ts';
import { adminGeneration, reason } from './admin.ts';
import { generationStatuses } from './generation.ts';
import {
  coinAmount,
  count,
  id,
  idCursor,
  isoTime,
  pageSize,
  plainText,
  requestId,
  rowId,
  searchText,
  time,
} from './primitives.ts';

/** The statuses, and unfinished ones that no worker has held for a minute. */
export const generationFilters = ['all', ...generationStatuses, 'stuck'] as const;

export const generationsFilter = z.object({
  filter: z.enum(generationFilters).default('all'),
  operation: z.enum(operationCodes).optional(),
  model: plainText(64).optional(),
  provider: plainText(64).optional(),
  failure: z.enum(failureReasons).optional(),
  from: time.optional(),
  to: time.optional(),
  /** A generation's id, a person's id or Telegram id, or a @username. */
  query: searchText(100).default(''),
});
export const generationsInput = generationsFilter.extend({
  cursor: idCursor.optional(),
  limit: pageSize,
});

const listed = adminGeneration.extend({ userId: count, userName: z.string(), botName: z.string() });
export type ListedGeneration = z.infer<typeof listed>;
export const generationsOutput = z.object({
  items: z.array(listed),
  nextCursor: idCursor.nullable(),
});

export const generationKeyInput = z.object({ userId: rowId, generationId: id });
/**
 * The order without the prompt and pictures, which are private to the person; and its history, step by step.
 */
export const generationDetails = listed.extend({
  aspectRatio: z.string(),
  seed: count,
  scale: count.nullable(),
  seconds: count.nullable(),
  sound: z.boolean().nullable(),
  promptLength: count,
  /** Pictures that went in, by where they came from. */
  inputs: z.array(z.enum(['upload', 'media'])),
  files: count,
  /** The model at the provider. */
  providerModel: z.string().nullable(),
  /** What the provider calls it: for a question to its support. */
  providerRequestId: z.string().nullable(),
  /** The model that made it, where another one stood in. */
  madeBy: z.string().nullable(),
  startedAt: isoTime.nullable(),
  submittedAt: isoTime.nullable(),
  deadlineAt: isoTime,
  /** Whether its price was refunded, can be refunded, or can't be. */
  refund: z.enum(['done', 'possible', 'nothing']),
});
export type GenerationDetails = z.infer<typeof generationDetails>;

export const refundGenerationInput = generationKeyInput.extend({ requestId, reason });
export const refundGenerationOutput = z.object({
  asset: z.enum(['coins', 'free_operations', 'credits']),
  /** Hundredths for coins. */
  amount: coinAmount,
  balance: coinAmount,
});

const speed = {
  succeeded: count,
  failed: count,
  /** Seconds from the order to the result; null where nothing succeeded. */
  medianSeconds: z.number().nullable(),
  p95Seconds: z.number().nullable(),
};
/** The queue now, and what ended in the last hour. */
export const generationHealthOutput = z.object({
  waiting: count,
  running: count,
  oldestSeconds: count,
  ...speed,
  providers: z.array(z.object({ provider: z.string(), ...speed })),
  failures: z.array(z.object({ failure: z.string(), failed: count })),
  /** Providers and models whose circuits are open, because they failed. */
  outages: z.array(z.object({ key: z.string(), isOpen: z.boolean() })),
});
export type GenerationHealth = z.infer<typeof generationHealthOutput>;

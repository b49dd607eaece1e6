/** Records that admins edit. Their fields are validated by `shared/records`, as in the forms. */
import { z } from 'zod';
import { sectionCodes } from '../records/sections.ts';
import {
  count,
  isoTime,
  pageSize,
  plainText,
  requestId,
  rowCursor,
  rowKey,
  searchText,
} from './primitives.ts';

export const section = z.enum(sectionCodes);
export const settingsOutput = z.object({
  version: count,
  values: z.record(z.string(), z.unknown()),
  /** Bots for which YooKassa can be switched on; none where it is not configured. */
  roubleBots: z.array(z.string()),
  /** Free operations of a newcomer while no admin has said otherwise. */
  configuredFreeOperations: count,
});

export type AdminSettings = z.infer<typeof settingsOutput>;

/** A record's code or number. */
const recordKey = plainText(64, 1);
const values = z.record(z.string().max(40), z.unknown());
/** The reason of the change; stored permanently. */
const reason = plainText(300).default('');

export const record = z.object({
  key: z.string(),
  /** Rises with every change; a change names the version that was read. */
  version: count,
  values,
  /** What is shown and can't be edited. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type AdminRecord = z.infer<typeof record>;

const question = {
  section,
  query: searchText(100).default(''),
  /** Values of the section's filters, by field. */
  filters: z.record(z.string().max(40), plainText(40)).default({}),
  sort: z.string().max(40).optional(),
};
export const recordsInput = z.object({
  ...question,
  cursor: z.string().max(500).optional(),
  limit: pageSize,
});
export const recordsOutput = z.object({
  items: z.array(record),
  nextCursor: z.string().nullable(),
});

export const changeRecordInput = z.object({
  requestId,
  section,
  key: recordKey,
  version: count,
  /** The fields that change. */
  values,
  reason,
});
export const changeSettingsInput = z.object({
  requestId,
  version: count,
  /** The settings that change. */
  values: values.refine((changed) => Object.keys(changed).length > 0, 'nothing changes'),
  reason,
});
export const changeSettingsOutput = z.object({ version: count });
export const createRecordInput = z.object({ requestId, section, values, reason });
export const changedRecordOutput = z.object({ key: z.string(), version: count });

const MAX_AT_ONCE = 200;
export const toggleRecordsInput = z.object({
  requestId,
  section,
  keys: z.array(recordKey).min(1).max(MAX_AT_ONCE),
  on: z.boolean(),
  reason,
});
export const toggleRecordsOutput = z.object({ changed: count });

export const createPromoCodesInput = z.object({
  requestId,
  /** The prefix of every code. */
  prefix: plainText(16, 1),
  count: z.int().min(1).max(1000),
  /** Of a promo code, without the code. */
  values,
  reason,
});
export const createPromoCodesOutput = z.object({ codes: z.array(z.string()) });

export const promoUsesInput = z.object({
  promoId: rowKey,
  cursor: rowCursor.optional(),
  limit: pageSize,
});
export const promoUsesOutput = z.object({
  items: z.array(
    z.object({
      userId: count,
      userName: z.string(),
      botName: z.string(),
      /** Null: an unpaid order holds it. */
      usedAt: isoTime.nullable(),
      reservedAt: isoTime,
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** Lists of the admin tab as files, with their current filters. */
import { z } from 'zod';
import { actionsInput, usersInput } from './admin.ts';
import { generationsFilter } from './adminGenerations.ts';
import { adminPaymentsInput } from './adminPayments.ts';
import { recordsInput } from './adminRecords.ts';
import { timeZone } from './primitives.ts';

const whole = { cursor: true, limit: true } as const;

export const exportedList = z.discriminatedUnion('list', [
  usersInput.omit(whole).extend({ list: z.literal('users') }),
  adminPaymentsInput.omit(whole).extend({ list: z.literal('payments') }),
  generationsFilter.extend({ list: z.literal('generations') }),
  actionsInput.omit(whole).extend({ list: z.literal('actions') }),
  recordsInput.omit(whole).extend({ list: z.literal('records') }),
]);
export type ExportedList = z.infer<typeof exportedList>;

export const exportListInput = z.object({
  of: exportedList,
  /** Times are written in this zone. */
  timeZone: timeZone.default('UTC'),
});
export const exportListOutput = z.object({ url: z.string(), fileName: z.string() });

import { z } from 'zod';
import { planState } from './me.ts';
import { coinAmount, count, isoTime, requestId } from './primitives.ts';

export const dataExport = z.object({
  state: z.enum(['waiting', 'ready']),
  createdAt: isoTime,
  expiresAt: isoTime.nullable(),
  /** Signed; null until it is ready. */
  url: z.string().nullable(),
  fileName: z.string(),
});
export type DataExport = z.infer<typeof dataExport>;
export const dataExportOutput = z.object({ export: dataExport.nullable() });
export const exportDataInput = z.object({ requestId });

/** What is lost with the account, and the token that confirms the deletion. */
export const deletionOutput = z.object({
  coins: coinAmount,
  credits: count,
  freeOperations: count,
  freeTrainings: count,
  works: count,
  badges: count,
  level: count,
  plan: planState.nullable(),
  /** Unfinished works that are cancelled. */
  running: count,
  openPayments: count,
  /** Sent back to delete the account; for ten minutes. */
  confirmation: z.string(),
});
export const deleteAccountInput = z.object({ confirmation: z.string().min(1).max(200) });
export const deleteAccountOutput = z.object({ deleted: z.literal(true) });

import { z } from 'zod';
import {
  MAX_MESSAGE_LENGTH,
  refundRequestStates,
  supportAuthors,
  supportContexts,
  supportFilters,
} from '../closedSets.ts';
import { generationStatus } from './generation.ts';
import { currency, paymentStatus } from './payments.ts';
import {
  count,
  id,
  isoTime,
  language,
  pageSize,
  requestId,
  rowCursor,
  rowId,
  visibleText,
} from './primitives.ts';

/** What a message is about: a payment or a work of the person. */
export const supportContextRef = z.object({ type: z.enum(supportContexts), id });
export type SupportContextRef = z.infer<typeof supportContextRef>;

const supportContext = z.discriminatedUnion('type', [
  z.object({ type: z.literal('payment'), id, status: paymentStatus, amount: count, currency }),
  z.object({
    type: z.literal('generation'),
    id,
    status: generationStatus,
    model: z.string(),
    modelName: z.string(),
    failure: z.string().nullable(),
  }),
]);
export type SupportContext = z.infer<typeof supportContext>;

export const supportMessage = z.object({
  id: rowId,
  author: z.enum(supportAuthors),
  text: z.string(),
  /** Null also where the subject was deleted. */
  context: supportContext.nullable(),
  refund: z.enum(refundRequestStates).nullable(),
  createdAt: isoTime,
});
export type SupportMessage = z.infer<typeof supportMessage>;

export const supportThreadInput = z.object({ cursor: rowCursor.optional(), limit: pageSize });
/** Newest first. */
export const supportThreadOutput = z.object({
  items: z.array(supportMessage),
  nextCursor: rowCursor.nullable(),
  /** Answers that the person has not seen. */
  unread: count,
});

export const supportSendInput = z.object({
  requestId,
  text: visibleText(MAX_MESSAGE_LENGTH),
  context: supportContextRef.optional(),
  /** Requests a refund of the payment. */
  asksRefund: z.boolean().default(false),
});
export const supportSendOutput = z.object({ message: supportMessage });
export const supportSeenInput = z.object({ upTo: rowId });
export const supportSeenOutput = z.object({ unread: count });

export const adminThreadsInput = z.object({
  filter: z.enum(supportFilters).default('waiting'),
  /** How many rows come before the page. */
  cursor: rowCursor.optional(),
  limit: pageSize,
});
export const adminThread = z.object({
  userId: count,
  name: z.string(),
  photoUrl: z.string().nullable(),
  /** Messages since the last answer. */
  waiting: count,
  lastText: z.string(),
  lastAuthor: z.enum(supportAuthors),
  asksRefund: z.boolean(),
  lastMessageAt: isoTime,
});
export type AdminThread = z.infer<typeof adminThread>;
export const adminThreadsOutput = z.object({
  items: z.array(adminThread),
  nextCursor: rowCursor.nullable(),
  /** Threads that wait for an answer. */
  waiting: count,
});

export const deliveryStates = ['waiting', 'sent', 'failed'] as const;
export const adminSupportMessage = supportMessage.extend({
  /** Who of the team; null for a person, and for the staff group. */
  adminName: z.string().nullable(),
  /** The delivery state of an answer through the bot; null for a person's message. */
  delivery: z.enum(deliveryStates).nullable(),
});
export type AdminSupportMessage = z.infer<typeof adminSupportMessage>;
export const adminThreadInput = supportThreadInput.extend({ userId: rowId });
export const adminThreadOutput = z.object({
  userId: count,
  name: z.string(),
  language,
  waiting: count,
  items: z.array(adminSupportMessage),
  nextCursor: rowCursor.nullable(),
});

export const supportReplyInput = z.object({
  requestId,
  userId: rowId,
  text: visibleText(MAX_MESSAGE_LENGTH),
  /** The payment whose refund is declined, with the answer as the reason. */
  declinesRefund: id.optional(),
});
export const supportReplyOutput = z.object({ messageId: rowId });
export const supportCloseInput = z.object({ requestId, userId: rowId });
export const supportCloseOutput = z.object({ waiting: count });

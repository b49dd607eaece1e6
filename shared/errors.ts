import type { FieldIssue, Values } from './records/fields.ts';

/**
 * Every error a person can meet. The server answers with the code; the app turns it into a sentence
 * in the person's language. The number is the HTTP status.
 */
export const errorStatuses = {
  // Who is calling
  INIT_DATA_MISSING: 401,
  INIT_DATA_INVALID: 401,
  INIT_DATA_EXPIRED: 401,
  BOT_UNKNOWN: 401,
  LAUNCH_REQUIRED: 401,
  ACCOUNT_PAUSED: 403,
  STAFF_ACCOUNT: 409,
  FORBIDDEN: 403,
  // What was sent
  BAD_REQUEST: 400,
  PAYLOAD_TOO_LARGE: 413,
  NOT_FOUND: 404,
  /** A bot asks for a person whom it has not met. */
  PERSON_UNKNOWN: 404,
  IDEMPOTENCY_CONFLICT: 409,
  CONFLICT: 409,
  CHANGED_MEANWHILE: 409,
  INVALID_FIELDS: 422,
  RATE_LIMITED: 429,
  // Coins
  INSUFFICIENT_FUNDS: 402,
  // Rewards
  WEBINAR_OVER: 409,
  CHANNEL_UNAVAILABLE: 503,
  // Promo codes
  PROMO_NOT_FOUND: 404,
  PROMO_EXPIRED: 409,
  PROMO_NOT_STARTED: 409,
  PROMO_EXHAUSTED: 409,
  PROMO_ALREADY_USED: 409,
  PROMO_FIRST_TOPUP_ONLY: 409,
  PROMO_NEEDS_TOPUP: 409,
  PROMO_NOT_FOR_TOPUP: 409,
  PROMO_GIVES_NOTHING: 409,
  // Payments and plans
  PAYMENT_METHOD_UNAVAILABLE: 409,
  PAYMENT_PROVIDER_UNAVAILABLE: 503,
  PAYMENT_REFUSED: 409,
  PAYMENT_CLOSED: 409,
  PAYMENT_NOT_REFUNDABLE: 409,
  AMOUNT_OUT_OF_RANGE: 400,
  PLAN_ALREADY_ACTIVE: 409,
  PLAN_NOT_ACTIVE: 409,
  // Generation
  OPERATION_UNAVAILABLE: 409,
  MODEL_UNAVAILABLE: 409,
  MAKER_CHANGED: 409,
  /** It costs more coins than were shown. */
  PRICE_CHANGED: 409,
  GENERATION_PAUSED: 503,
  TOO_MANY_RUNNING: 429,
  GENERATION_NOT_CANCELLABLE: 409,
  PROMPT_REQUIRED: 400,
  /** No text model is configured. */
  IMPROVEMENT_UNAVAILABLE: 409,
  /** The text model refuses to work on the prompt. */
  IMPROVEMENT_REFUSED: 409,
  /** The text model answered with nothing that could be a prompt. */
  IMPROVEMENT_UNUSABLE: 409,
  TEXT_MODEL_UNAVAILABLE: 503,
  INPUTS_MISMATCH: 400,
  INPUT_NOT_FOUND: 404,
  INPUT_UNSUPPORTED: 415,
  INPUT_TOO_LARGE: 413,
  INPUT_UNREADABLE: 422,
  INPUT_ANIMATED: 422,
  UPLOAD_TOO_SLOW: 408,
  STORAGE_UNAVAILABLE: 503,
  // Sharing
  ALBUM_REFUSED: 409,
  ARCHIVE_TOO_LARGE: 409,
  // Ourselves
  OVERLOADED: 503,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof errorStatuses;

export const errorCodes = Object.keys(errorStatuses) as [ErrorCode, ...ErrorCode[]];

/** What the server adds to an error so that the app can say what to do next. */
export interface ErrorDetails {
  /** Coins missing (INSUFFICIENT_FUNDS), hundredths. */
  missing?: number;
  /** What it costs now (PRICE_CHANGED), hundredths. */
  price?: number;
  /** Coins there (INSUFFICIENT_FUNDS), hundredths. */
  balance?: number;
  /** Seconds until another try makes sense. */
  retryAfterSeconds?: number;
  /** When the subject ended or starts, ISO 8601. */
  at?: string;
  /** Paths of the refused fields (BAD_REQUEST). */
  fields?: string[];
  /** What is wrong with the fields of a record (INVALID_FIELDS). */
  issues?: FieldIssue[];
  /** The record as another admin has saved it (CHANGED_MEANWHILE). */
  current?: { version: number; values: Values };
  /** Least and most allowed (AMOUNT_OUT_OF_RANGE), in the unit of the field. */
  min?: number;
  max?: number;
}

/** The `data` of an error as it is sent to the client. */
export interface WireError {
  code: string;
  httpStatus: number;
  appCode: ErrorCode;
  details: ErrorDetails;
  /** Quote it to support. */
  requestId: string;
}

/**
 * Why a call to YooKassa gave no object.
 * - `rejected`: YooKassa refused the request (4xx); it did nothing and repeating won't help.
 * - `rate_limited`: too many requests (429), also after waiting; nothing was done.
 * - `outcome_unknown`: no answer, or HTTP 5xx: the work may have been done. Ask again later with
 *   the same idempotence key, or read the object.
 * - `unexpected_answer`: an answer that is not of the documented form; treat as unknown.
 */
export const yooKassaErrorKinds = [
  'rejected',
  'rate_limited',
  'outcome_unknown',
  'unexpected_answer',
] as const;
export type YooKassaErrorKind = (typeof yooKassaErrorKinds)[number];

export interface YooKassaErrorDetails {
  operation: string;
  status?: number | undefined;
  /** YooKassa's own code, such as `invalid_request`. */
  code?: string | undefined;
  /** The request's field that YooKassa objects to. */
  parameter?: string | undefined;
  description?: string | undefined;
  /** How long YooKassa asks to wait, in milliseconds. */
  retryAfterMs?: number | null;
  cause?: unknown;
}

/** A call to YooKassa that gave no object. Its text never holds a secret or a person's data. */
export class YooKassaError extends Error {
  override readonly name = 'YooKassaError';
  readonly kind: YooKassaErrorKind;
  readonly operation: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly parameter: string | null;
  readonly description: string | null;
  readonly retryAfterMs: number | null;

  constructor(kind: YooKassaErrorKind, details: YooKassaErrorDetails) {
    const facts = [
      details.status === undefined ? null : `HTTP ${details.status}`,
      details.code,
      details.parameter === undefined ? null : `parameter ${details.parameter}`,
    ].filter((fact) => fact !== null && fact !== undefined);
    super(
      `YooKassa ${details.operation}: ${kind}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
      {
        cause: details.cause,
      },
    );
    this.kind = kind;
    this.operation = details.operation;
    this.status = details.status ?? null;
    this.code = details.code ?? null;
    this.parameter = details.parameter ?? null;
    this.description = details.description ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }

  /** Whether YooKassa may have done the work although it gave no usable answer. */
  get outcomeUnknown(): boolean {
    switch (this.kind) {
      case 'outcome_unknown':
      case 'unexpected_answer':
        return true;
      case 'rejected':
      case 'rate_limited':
        return false;
      default:
        return this.kind satisfies never;
    }
  }
}

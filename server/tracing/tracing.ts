/**
 * Spans of what the process does, for OpenTelemetry. Nothing here loads its SDK: where traces are off there is no
 * `Tracing` at all. What a span may say is a closed set; none of it holds text that people or providers wrote,
 * addresses, values of statements or messages of errors.
 */
import { DomainError } from '../core/errors.ts';
import { databaseFailure } from '../db/failures.ts';

/** Names as OpenTelemetry's semantic conventions have them, where they have one. */
export type SpanAttribute =
  | 'http.request.method'
  | 'http.response.status_code'
  | 'server.address'
  | 'rpc.method'
  | 'rpc.system'
  | 'db.system.name'
  | 'db.operation.name'
  | 'db.collection.name'
  | 'messaging.destination.name'
  | 'messaging.operation.type'
  | 'app.request.id'
  | 'app.generation.id'
  | 'app.attempt'
  | 'error.type';
export type SpanAttributes = Partial<Record<SpanAttribute, string | number>>;
export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** A span that has begun; one that never ends is never sent. */
export interface OpenSpan {
  /** Spans started inside are its children. */
  run<Result>(work: () => Result): Result;
  set(attributes: SpanAttributes): void;
  /** @param error the failure; only its kind is recorded. */
  end(error?: unknown): void;
}

export interface Tracing {
  /** @param parent a `traceparent` (W3C Trace Context) of another process; otherwise the span that is open here. */
  start(name: string, kind: SpanKind, attributes: SpanAttributes, parent?: string): OpenSpan;
  /** Whether a span is open here: without one, each statement would be a trace of its own. */
  isInside(): boolean;
  /** The open span as a `traceparent`. */
  traceparent(): string | undefined;
  /** Sends buffered spans. */
  close(): Promise<void>;
}

/** A code that the program defines: never the text of an error, which may hold anything. */
export function kindOfError(error: unknown): string {
  if (error instanceof DomainError) {
    return error.code;
  }
  const { code } = databaseFailure(error);
  return code && /^[A-Z0-9_]{2,40}$/.test(code) ? code : 'Error';
}

/** Runs work in a span, which ends with it. Without tracing the work just runs. */
export async function inSpan<Result>(
  tracing: Tracing | null,
  begin: (tracing: Tracing) => OpenSpan,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!tracing) {
    return await work();
  }
  const span = begin(tracing);
  try {
    const result = await span.run(work);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

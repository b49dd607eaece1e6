/**
 * OpenTelemetry's SDK behind `Tracing`: spans go out in batches by OTLP over HTTP. Loaded only where an endpoint is
 * set. No detectors and no automatic instrumentation: they would send arguments, addresses and statements.
 */
import {
  type Context,
  context,
  DiagLogLevel,
  diag,
  SpanKind as Kinds,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TracingConfig } from '../core/config/tracing.ts';
import { kindOfError, type SpanKind, type Tracing } from './tracing.ts';

const EXPORT_TIMEOUT_MS = 5000;
const MAX_CLOSE_MS = 3000;
const TELL_EVERY_MS = 60_000;
/** W3C Trace Context, version 00. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

const kinds: Record<SpanKind, Kinds> = {
  internal: Kinds.INTERNAL,
  server: Kinds.SERVER,
  client: Kinds.CLIENT,
  producer: Kinds.PRODUCER,
  consumer: Kinds.CONSUMER,
};

/** The span of another process, where the text names one. */
function contextOf(parent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(parent ?? '') ?? [];
  return traceId && spanId && flags
    ? trace.setSpanContext(context.active(), {
        traceId,
        spanId,
        traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED,
        isRemote: true,
      })
    : context.active();
}

/** Reports failures of the SDK, such as an unreachable collector, with a rate limit. */
function reportFailures(onError: (error: unknown, what: string) => void): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const ignore = () => undefined;
  const error = (message: string) => {
    if (performance.now() - toldAt > TELL_EVERY_MS) {
      toldAt = performance.now();
      onError(new Error(message), 'traces could not be sent');
    }
  };
  const logger = { error, warn: ignore, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
}

export function startTracing(
  config: TracingConfig,
  onError: (error: unknown, what: string) => void,
): Tracing {
  reportFailures(onError);
  // One for the whole process, as the SDK requires it: it excludes the exporter's own requests, too.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': config.serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.share) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: `${config.endpoint}/v1/traces`,
          headers: config.headers,
          timeoutMillis: EXPORT_TIMEOUT_MS,
        }),
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('ai-coins');
  return {
    start(name, kind, attributes, parent) {
      const around = contextOf(parent);
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, around);
      return {
        run: (work) => context.with(trace.setSpan(around, span), work),
        set: (more) => void span.setAttributes(more),
        end(error) {
          if (error !== undefined) {
            span.setStatus({ code: SpanStatusCode.ERROR });
            span.setAttribute('error.type', kindOfError(error));
          }
          span.end();
        },
      };
    },
    isInside: () => trace.getSpanContext(context.active()) !== undefined,
    traceparent() {
      const open = trace.getSpanContext(context.active());
      return open
        ? `00-${open.traceId}-${open.spanId}-${open.traceFlags.toString(16).padStart(2, '0')}`
        : undefined;
    },
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, MAX_CLOSE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

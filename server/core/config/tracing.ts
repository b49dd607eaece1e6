import type { Environment } from './environment.ts';

export interface TracingConfig {
  /** The collector's base URL, to which `/v1/traces` is appended. */
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
  /** The share of traces that is sent, 0 to 1. */
  share: number;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Headers in the format of OTLP's variable: `name=value,other=value`, values percent-encoded. */
export function parseHeaders(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())];
    }),
  );
}

/** Where traces are sent; null: tracing is off. */
export function readTracing(env: Environment): TracingConfig | null {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint === undefined
    ? null
    : {
        endpoint: endpoint.replace(/\/+$/, ''),
        headers: parseHeaders(env.OTEL_EXPORTER_OTLP_HEADERS ?? ''),
        serviceName: env.OTEL_SERVICE_NAME,
        share: env.OTEL_TRACES_SAMPLER_ARG,
      };
}

import type { OpenSpan, Tracing } from '../tracing/tracing.ts';

const textOf = (data: object, name: string): string | undefined => {
  const value = (data as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
};

/** The span of one run, a child of the request that caused the job, in whatever process that was. */
export function startJobSpan(
  tracing: Tracing,
  name: string,
  data: object,
  attempt: number,
): OpenSpan {
  const generationId = textOf(data, 'generationId');
  return tracing.start(
    `job ${name}`,
    'consumer',
    {
      'messaging.destination.name': name,
      'messaging.operation.type': 'process',
      'app.attempt': attempt,
      ...(generationId ? { 'app.generation.id': generationId } : {}),
    },
    textOf(data, 'traceparent'),
  );
}

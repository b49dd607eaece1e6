/** What a collector receives, and which modules a process without one loads. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { initDataOf, testApp } from '../testing/testApp.ts';
import { type ReceivedSpan, startTraceCollector } from '../testing/traceCollector.ts';
import { describeStatement } from './tracedClient.ts';

const PATIENCE = { timeout: 25_000, interval: 100 };
const collector = await startTraceCollector();
const test = testApp({
  worker: true,
  env: { PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
});
let served: Awaited<ReturnType<typeof serveHttp>>;
beforeAll(async () => {
  served = await serveHttp(test.app);
});
afterAll(async () => {
  await served.stop();
  collector.close();
});

const named = (name: string) => collector.spans().filter((span) => span.name === name);
const attributeOf = (span: ReceivedSpan | undefined, key: string) => {
  const value = span?.attributes.find((attribute) => attribute.key === key)?.value;
  return value?.stringValue ?? value?.intValue;
};

async function call(path: string, input: object, initData: string): Promise<Response> {
  return await fetch(`${served.url}/trpc/${path}`, {
    method: 'POST',
    // A trace id sent by a client is ignored.
    headers: {
      authorization: `tma ${initData}`,
      'content-type': 'application/json',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    },
    body: JSON.stringify(input),
  });
}

describe('where traces are on', { timeout: 90_000 }, () => {
  it('a trace leads from the request through its procedure to the job, and to their statements', async () => {
    const { telegram } = await test.person();
    const prompt = 'a lighthouse whose words are nobody’s business';
    const answer = await call('generation.create', pictureOrder({ prompt }), initDataOf(telegram));
    const { result } = (await answer.json()) as { result: { data: { id: string } } };
    const isOurs = (span: ReceivedSpan) =>
      attributeOf(span, 'app.generation.id') === result.data.id;
    await expect.poll(() => named('job generation.run').filter(isOurs), PATIENCE).toHaveLength(1);
    await expect.poll(() => named('POST trpc'), PATIENCE).not.toHaveLength(0);

    const [job] = named('job generation.run').filter(isOurs);
    const inTrace = collector.spans().filter(({ traceId }) => traceId === job?.traceId);
    const request = inTrace.find(({ name }) => name === 'POST trpc');
    const procedure = inTrace.find(({ name }) => name === 'generation.create');
    expect(procedure?.parentSpanId).toBe(request?.spanId);
    expect(request?.parentSpanId ?? '').toBe('');
    expect(attributeOf(request, 'http.response.status_code')).toBe(200);
    const below = (span: ReceivedSpan | undefined) =>
      inTrace.filter(({ parentSpanId }) => parentSpanId === span?.spanId);
    expect(below(procedure).map(({ name }) => name)).toContain('COMMIT');
    expect(below(job).map(({ name }) => name)).toContain('COMMIT');
    expect(job?.traceId).not.toBe('a'.repeat(32));
    expect(collector.bodies.join()).not.toContain('nobody’s business');
  });

  it('a refused call is an error with its code, and its event stream is no span', async () => {
    await call('gallery.get', { id: crypto.randomUUID() }, 'forged');
    const refused = () => named('gallery.get').map((span) => attributeOf(span, 'error.type'));
    const asked = await fetch(`${served.url}/trpc/gallery.get?input=%7B%7D`, {
      headers: { authorization: 'tma forged' },
    });
    expect(asked.status).toBe(401);
    await expect.poll(refused, PATIENCE).toContain('INIT_DATA_INVALID');
  });
});

it('a statement is described by its verb and its first table alone', () => {
  const of = (query: unknown) => describeStatement(query);
  expect(of('BEGIN; SET LOCAL lock_timeout = 5')).toEqual({ verb: 'BEGIN', table: undefined });
  expect(of(`SELECT "id" FROM "users" AS "User" WHERE "User"."name" = 'from secrets'`)).toEqual({
    verb: 'SELECT',
    table: 'users',
  });
  expect(of({ text: 'insert into ledger_entries values ($1)', values: ['a'] })).toEqual({
    verb: 'INSERT',
    table: 'ledger_entries',
  });
});

describe('the SDK of OpenTelemetry', () => {
  /** What a process has loaded of them once it has imported these files. */
  async function loadedBy(...files: string[]): Promise<string[]> {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({
        resolve(specifier, context, next) {
          const found = next(specifier, context);
          if (found.url.includes('/@opentelemetry/sdk-')) loaded.push(found.url);
          return found;
        },
      });
      for (const file of ${JSON.stringify(files)}) await import(file);
      console.log(JSON.stringify(loaded));
      process.exit();`;
    const cwd = new URL('../../', import.meta.url);
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
    return JSON.parse(stdout) as string[];
  }

  it('is not loaded by the server, only by what is loaded for an endpoint', {
    timeout: 120_000,
  }, async () => {
    expect(await loadedBy('./server/app/createContext.ts', './server/app/roles.ts')).toEqual([]);
    expect(await loadedBy('./server/tracing/openTelemetry.ts')).not.toEqual([]);
  });
});

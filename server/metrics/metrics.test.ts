/** What Prometheus reads of a process: each figure that a dashboard or an alert rule asks for. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { startHealthPort } from '../http/healthPort.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { testApp } from '../testing/testApp.ts';
import { hostsOf } from './outgoing.ts';

const TOKEN = 'metrics-token-of-the-tests';
const failing = createServer((_req, res) => void res.writeHead(502).end('{}'));
const address = () => `http://127.0.0.1:${(failing.address() as AddressInfo).port}`;
await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
afterAll(() => void failing.close());

const test = testApp({
  worker: true,
  env: { METRICS_TOKEN: TOKEN, PORT: '0', TELEGRAM_API_ROOT: address() },
});
let served: Awaited<ReturnType<typeof serveHttp>>;
beforeAll(async () => {
  served = await serveHttp(test.app);
});
afterAll(() => served.stop());

async function print(url = served.url): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  return await answer.text();
}

async function read(url?: string): Promise<Map<string, number>> {
  const lines = (await print(url)).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const expressionsIn = {
  'alerts.yml': (text: string) => [...text.matchAll(/ expr: (.+)/g)].map(([, found = '']) => found),
  'grafana.json': (text: string) => {
    const found: string[] = [];
    JSON.parse(text, (key, value) => {
      if (key === 'expr') {
        found.push(value as string);
      }
      return value as unknown;
    });
    return found;
  },
};

/** The metrics that the expressions of a file ask for: names with an underscore that call nothing. */
async function namesIn(file: keyof typeof expressionsIn): Promise<Set<string>> {
  const text = await readFile(new URL(`../../deploy/monitoring/${file}`, import.meta.url), 'utf8');
  const names = expressionsIn[file](text).flatMap((expression) => {
    const bare = expression.replaceAll(/\{[^}]*\}|\b(?:by|on) \([^)]*\)|\[[^\]]*\]/g, ' ');
    return bare.match(/\b[a-z]+(?:_[a-z0-9]+)+\b(?! *\()/g) ?? [];
  });
  return new Set(names);
}

describe('the metrics of a process', () => {
  it.each(['alerts.yml', 'grafana.json'] as const)(
    'have every name that %s asks for',
    async (file) => {
      const names = await namesIn(file);
      const declared = [...(await print()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
      const known = new Set(
        declared.flatMap(([, name, type]) =>
          type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
        ),
      );
      expect(names.size).toBeGreaterThan(8);
      expect([...names].filter((name) => !known.has(name))).toEqual([]);
    },
  );

  it('count calls by procedure and code, and time them', async () => {
    const { call: me } = await test.person();
    const before = await read();
    const of = (figures: Map<string, number>, name: string) => figures.get(name) ?? 0;
    await me.wallet.get();
    await expect(me.gallery.get({ id: crypto.randomUUID() })).rejects.toThrow();
    await fetch(`${served.url}/trpc/wallet.get`);
    const after = await read();
    const grown = (name: string) => of(after, name) - of(before, name);
    expect(grown('rpc_calls_total{procedure="wallet.get",code="OK"}')).toBe(1);
    expect(grown('rpc_calls_total{procedure="wallet.get",code="INIT_DATA_MISSING"}')).toBe(1);
    expect(grown('rpc_calls_total{procedure="gallery.get",code="NOT_FOUND"}')).toBe(1);
    expect(grown('rpc_call_duration_seconds_count{procedure="wallet.get"}')).toBe(2);
  });

  it('count what became of generations, and time the jobs', async () => {
    const person = await test.person();
    await person.call.generation.create(pictureOrder());
    const succeeded = 'generations_finished_total{provider="local",result="succeeded"}';
    await vi.waitFor(async () => expect((await read()).get(succeeded)).toBe(1), 20_000);
    await vi.waitFor(async () => {
      const jobs = [...(await read())].filter(([name]) =>
        name.startsWith('job_duration_seconds_count{'),
      );
      expect(jobs.some(([name]) => name.includes('result="done"'))).toBe(true);
    });
  });

  it('time requests to configured hosts by their answer; other hosts have one name', async () => {
    const host = new URL(address()).host;
    await fetch(address());
    await undiciFetch(address());
    await expect(test.app.bots.first.api.getMe()).rejects.toThrow();
    await fetch(served.url);
    const figures = await read();
    const name = 'outgoing_request_duration_seconds_count';
    expect(figures.get(`${name}{host="${host}",status="5xx"}`)).toBeGreaterThanOrEqual(3);
    expect(figures.get(`${name}{host="other",status="2xx"}`)).toBeGreaterThanOrEqual(1);
  });

  it('show what waits, zeros too, and what the process holds', async () => {
    const figures = await read();
    expect(figures.get('generations_oldest_seconds{status="queued"}')).toBe(0);
    expect(figures.get('payments_last_day{provider="stars",status="succeeded"}')).toBe(0);
    expect(figures.get('alerts_open{kind="violation"}')).toBe(0);
    expect(figures.get('outbox_due')).toBeGreaterThanOrEqual(0);
    expect(figures.get('ledger_violations')).toBe(0);
    expect(figures.get('jobs_ready{job="generation.run"}')).toBe(0);
    expect(figures.get('database_connections{state="waiting"}')).toBe(0);
    expect(figures.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });

  it('are served by processes without the role web', async () => {
    const probe = await startHealthPort(test.app);
    const figures = await read(`http://127.0.0.1:${probe.port}`);
    const closed = await fetch(`http://127.0.0.1:${probe.port}/metrics`);
    await probe.stop();
    expect(figures.has('jobs_active{job="generation.run"}')).toBe(true);
    expect(closed.status).toBe(403);
  });
});

it('the hosts of all addresses of the configuration are known', () => {
  const settings = {
    telegram: { apiRoot: 'https://api.telegram.org' },
    providers: { fal: { queue: 'https://queue.fal.run/v1', key: 'https:' }, off: null },
    names: ['http://127.0.0.1:9000', 7],
  };
  expect(hostsOf(settings)).toEqual(
    new Set(['api.telegram.org', 'queue.fal.run', '127.0.0.1:9000']),
  );
});

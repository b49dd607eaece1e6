/** What Prometheus reads of a process: each figure that a dashboard or an alert rule asks for. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pictureOrder, workOn } from '../features/generation/testing/orders.ts';
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

async function read(url = served.url): Promise<Map<string, number>> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

describe('the metrics of a process', () => {
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
    const { id } = await person.call.generation.create(pictureOrder());
    await workOn(test.app, person.userId, id);
    const figures = await read();
    expect(figures.get('generations_finished_total{provider="local",result="succeeded"}')).toBe(1);
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

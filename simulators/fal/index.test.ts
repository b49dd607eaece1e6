import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FalSimulator, startFalSimulator } from './index.ts';
import type { FalScenario } from './scenarios.ts';

let simulator: FalSimulator;
let receiver: Server;
let received: string[];
let statuses: number[];
let webhookUrl: string;

beforeEach(async () => {
  received = [];
  statuses = [];
  receiver = createServer((request, response) => {
    received.push(String(request.headers['x-fal-webhook-request-id']));
    request.resume();
    response.writeHead(statuses.shift() ?? 200).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  simulator = await startFalSimulator({ key: 'k', retryDelaysMs: [1, 1] });
  simulator.jobs.automatic = false;
});
afterEach(async () => {
  await simulator.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function call(method: string, path: string, body?: object, key = 'k') {
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: { authorization: `Key ${key}`, 'idempotency-key': 'generation-1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, string>;
  return { status: response.status, body: answer };
}

async function submit(prompt: string, query = ''): Promise<string> {
  const { body } = await call('POST', `/fal-ai/flux/schnell${query}`, { prompt, seed: 3 });
  return body.request_id ?? '';
}

function finish(id: string): void {
  simulator.jobs.advance(id);
  simulator.jobs.advance(id);
}

describe('queue', () => {
  it('answers 202 while the work is running and 200 when it is finished', async () => {
    const id = await submit('a cat');
    const status = () => call('GET', `/fal-ai/flux/requests/${id}/status`);
    expect(await status()).toMatchObject({ status: 202, body: { status: 'IN_QUEUE' } });
    expect((await call('GET', `/fal-ai/flux/requests/${id}`)).status).toBe(400);
    simulator.jobs.advance(id);
    expect(await status()).toMatchObject({ status: 202, body: { status: 'IN_PROGRESS' } });
    simulator.jobs.advance(id);
    expect(await status()).toMatchObject({ status: 200, body: { status: 'COMPLETED' } });
    expect((await call('GET', `/fal-ai/flux/requests/${id}`)).body.images).toHaveLength(1);
  });

  it('advances by itself unless told otherwise', async () => {
    simulator.jobs.automatic = true;
    simulator.jobs.timings = { queueMs: 1, runMs: 1 };
    const id = await submit('a cat');
    await expect.poll(() => simulator.jobs.all.get(id)?.stage).toBe('COMPLETED');
  });

  it('counts submits per generation', async () => {
    await submit('a cat');
    await submit('a cat');
    expect(simulator.jobs.submitsOf('generation-1')).toBe(2);
    expect(simulator.jobs.submitsOf('generation-2')).toBe(0);
  });

  it('refuses strangers and locked accounts', async () => {
    expect((await call('POST', '/fal-ai/flux', {}, 'other')).status).toBe(401);
    await fetch(`${simulator.url}/sim/out-of-money?on=1`, { method: 'POST' });
    expect(await call('POST', '/fal-ai/flux', {})).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('Exhausted balance') },
    });
  });

  it('stays in progress for ever when told to', async () => {
    const id = await submit('sim:never');
    for (let i = 0; i < 5; i++) {
      simulator.jobs.advance(id);
    }
    expect(simulator.jobs.all.get(id)?.stage).toBe('IN_PROGRESS');
  });
});

describe('files', () => {
  async function fileOf(scenario: FalScenario): Promise<Response> {
    simulator.jobs.script = () => scenario;
    const id = await submit('a cat');
    return fetch(`${simulator.url}/files/${id}.png`, { redirect: 'manual' });
  }

  it('are the same for the same seed and prompt', async () => {
    const [one, two] = await Promise.all([fileOf('success'), fileOf('success')]);
    expect(Buffer.from(await one.arrayBuffer())).toEqual(Buffer.from(await two.arrayBuffer()));
  });

  it('can be empty, too large, of another type, missing, or at a private address', async () => {
    expect((await (await fileOf('empty_file')).arrayBuffer()).byteLength).toBe(0);
    expect((await (await fileOf('oversized_file')).arrayBuffer()).byteLength).toBeGreaterThan(5e7);
    expect((await fileOf('wrong_type')).headers.get('content-type')).toContain('text/html');
    expect((await fileOf('missing_file')).status).toBe(404);
    const redirect = await fileOf('private_redirect');
    expect(redirect.status).toBe(302);
    expect(redirect.headers.get('location')).toContain('169.254.169.254');
  });
});

describe('webhooks', () => {
  const query = () => `?fal_webhook=${encodeURIComponent(webhookUrl)}`;

  it('are repeated until they are accepted', async () => {
    statuses = [500, 503];
    const id = await submit('a cat', query());
    finish(id);
    await simulator.webhooks.idle();
    expect(received).toEqual([id, id, id]);
  });

  it('can be held back and delivered several times', async () => {
    simulator.webhooks.holding = true;
    const id = await submit('a cat', query());
    finish(id);
    await simulator.webhooks.idle();
    expect(received).toEqual([]);
    expect(await simulator.webhooks.release({ times: 3 })).toEqual([200, 200, 200]);
    expect(received).toEqual([id, id, id]);
  });
});

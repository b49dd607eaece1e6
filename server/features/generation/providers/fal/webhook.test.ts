import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FalSimulator, startFalSimulator } from '../../../../../simulators/fal/index.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { createFalProvider } from './index.ts';
import { createFalWebhookVerifier, type WebhookHeaders } from './webhook.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Delivery {
  headers: WebhookHeaders;
  body: Buffer;
}

let simulator: FalSimulator;
let receiver: Server;
let received: Delivery[];
let webhookUrl: string;

beforeEach(async () => {
  received = [];
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    received.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/fal/webhook`;
  simulator = await startFalSimulator({ key: 'k', queueMs: 0, runMs: 0 });
});
afterEach(async () => {
  await simulator.close();
  receiver.closeAllConnections();
  receiver.close();
});

/**
 * Lets a job finish.
 * @returns the webhook that was sent.
 */
async function deliver(prompt = 'a cat'): Promise<Delivery & { requestId: string }> {
  const provider = createFalProvider({ key: 'k', apiRoot: simulator.url });
  const before = received.length;
  const { requestId } = await provider.submit({
    generationId: 'g',
    operation: 'create',
    providerModel: 'fal-ai/nano-banana',
    prompt,
    seed: 1,
    aspectRatio: '1:1',
    inputs: [],
    webhookUrl,
    signal: new AbortController().signal,
  });
  await expect.poll(() => received.length, { interval: 2 }).toBe(before + 1);
  const delivery = received[before];
  if (delivery === undefined) {
    throw new Error('no webhook came');
  }
  return { ...delivery, requestId };
}

const keyFetches = () => simulator.requests.filter(({ operation }) => operation === 'jwks').length;
const verifierAt = (now?: () => number) =>
  createFalWebhookVerifier({ jwksUrl: simulator.jwksUrl, ...(now === undefined ? {} : { now }) });

describe('#verifyFalWebhook', () => {
  it('accepts a genuine webhook, repeated too, and caches the keys', async () => {
    const verify = verifierAt();
    const { headers, body, requestId } = await deliver();
    for (let i = 0; i < 3; i++) {
      expect(await verify(headers, body)).toMatchObject({ request_id: requestId, status: 'OK' });
    }
    expect(keyFetches()).toBe(1);
  });

  it('accepts the webhook of a failure', async () => {
    const { headers, body } = await deliver('sim:refused');
    expect(await verifierAt()(headers, body)).toMatchObject({ status: 'ERROR' });
  });

  it.each<[string, (delivery: Delivery) => Delivery]>([
    ['another body', ({ headers }) => ({ headers, body: Buffer.from('{"request_id":"x"}') })],
    ['another user', (one) => withHeader(one, 'user-id', 'mallory')],
    ['another request id', (one) => withHeader(one, 'request-id', 'x')],
    [
      'another time',
      (one) => withHeader(one, 'timestamp', String(Math.floor(Date.now() / 1000) + 1)),
    ],
    ['no time', (one) => withHeader(one, 'timestamp', undefined)],
    ['no signature', (one) => withHeader(one, 'signature', undefined)],
    ['a signature that is no hex', (one) => withHeader(one, 'signature', 'z'.repeat(128))],
    ['a shortened signature', (one) => withHeader(one, 'signature', 'ab')],
  ])('refuses %s', async (_name, forge) => {
    const { headers, body } = forge(await deliver());
    expect(await verifierAt()(headers, body)).toBeNull();
  });

  it.each([
    [4.9 * MINUTE, true],
    [-4.9 * MINUTE, true],
    [5.1 * MINUTE, false],
    [-5.1 * MINUTE, false],
  ])('with a clock %d ms off: %s', async (skew, accepted) => {
    const { headers, body } = await deliver();
    const webhook = await verifierAt(() => Date.now() + skew)(headers, body);
    expect(webhook !== null).toBe(accepted);
  });

  it('fetches the keys again, once a minute, when none of them matches', async () => {
    let now = Date.now();
    const verify = verifierAt(() => now);
    const first = await deliver();
    expect(await verify(first.headers, first.body)).not.toBeNull();
    simulator.signer.rotate();
    const second = await deliver();
    now += 2 * MINUTE;
    expect(await verify(second.headers, second.body)).not.toBeNull();
    expect(keyFetches()).toBe(2);
    for (let i = 0; i < 5; i++) {
      expect(await verify(first.headers, first.body)).toBeNull();
    }
    expect(keyFetches()).toBe(2);
  });

  it('fetches the keys again after a day', async () => {
    let now = Date.now();
    const verify = verifierAt(() => now);
    const first = await deliver();
    await verify(first.headers, first.body);
    now += 25 * HOUR;
    simulator.webhookClockSkewMs = 25 * HOUR;
    const second = await deliver();
    expect(await verify(second.headers, second.body)).not.toBeNull();
    expect(keyFetches()).toBe(2);
  });

  it('fetches unreadable keys once a minute, however many webhooks come, and recovers', async () => {
    let now = Date.now();
    const verify = verifierAt(() => now);
    const { headers, body } = await deliver();
    simulator.faults.add('jwks', commonFaults.status(503));
    const forged = withHeader({ headers, body }, 'signature', 'ab'.repeat(64));
    await Promise.all(
      [headers, forged.headers, forged.headers].map((one) =>
        expect(verify(one, body)).rejects.toThrow('503'),
      ),
    );
    for (let i = 0; i < 20; i++) {
      await expect(verify(forged.headers, body)).rejects.toThrow('503');
    }
    expect(keyFetches()).toBe(1);
    now += 61_000;
    expect(await verify(headers, body)).not.toBeNull();
    expect(keyFetches()).toBe(2);
  });

  it('continues with the cached keys when newer ones can’t be read', async () => {
    let now = Date.now();
    const verify = verifierAt(() => now);
    const { headers, body } = await deliver();
    expect(await verify(headers, body)).not.toBeNull();
    now += 2 * MINUTE;
    simulator.faults.add('jwks', commonFaults.status(503), 10);
    const forged = withHeader({ headers, body }, 'signature', 'ab'.repeat(64));
    expect(await verify(forged.headers, forged.body)).toBeNull();
    expect(await verify(headers, body)).not.toBeNull();
    expect(keyFetches()).toBe(2);
  });
});

function withHeader(delivery: Delivery, name: string, value: string | undefined): Delivery {
  return {
    ...delivery,
    headers: { ...delivery.headers, [`x-fal-webhook-${name}`]: value },
  };
}

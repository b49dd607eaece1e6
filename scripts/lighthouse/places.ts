/** What is measured: the product with a person who has works, and beside it the floor. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express from 'express';
import pg from 'pg';
import { build } from 'vite';
import type { LaunchOutput } from '../../shared/schemas/me.ts';
import { firstQuestions } from '../../webapp/api/earlyCalls.ts';
import { copiesOfWorks } from '../copiesOfWorks.ts';
import type { LocalStack } from '../localStack.ts';

const PERSON = 'anna';
const ADMIN = 'irina';
/** Hundredths of a coin. */
const BALANCE = 124_750;
const MAX_WAIT_MS = 60_000;
const WARM_UP_CALLS = 8;

const prompts = [
  'A red fox in the snow',
  'A lighthouse at dusk',
  'A paper boat on a lake',
  'A city in the rain at night',
];

/** Launch parameters as a client puts them behind `#`. */
export function launchHash(stack: LocalStack): string {
  const theme = { bg_color: '#ffffff', secondary_bg_color: '#efeff4', text_color: '#000000' };
  return new URLSearchParams({
    tgWebAppData: stack.telegram.initData({ bot: 'main', person: PERSON }),
    tgWebAppVersion: '8.0',
    tgWebAppPlatform: 'android',
    tgWebAppThemeParams: JSON.stringify(theme),
  }).toString();
}

/** Calls procedures as one of the simulator's people, who has launched the app. */
async function callerOf(stack: LocalStack, person: string) {
  const headers = {
    authorization: `tma ${stack.telegram.initData({ bot: 'main', person })}`,
    'content-type': 'application/json',
  };
  const send = async <Output = { id: string; status: string }>(path: string, init: RequestInit) => {
    const response = await fetch(`${stack.apiUrl}/trpc/${path}`, { headers, ...init });
    const { result, error } = (await response.json()) as {
      result?: { data: Output };
      error?: { message: string };
    };
    if (!result) {
      throw new Error(`${path}: ${error?.message}`);
    }
    return result.data;
  };
  const mutate = <Output>(path: string, input: object) =>
    send<Output>(path, { method: 'POST', body: JSON.stringify(input) });
  const launched = await mutate<LaunchOutput>('me.launch', {});
  return { headers, me: launched.me, send, mutate };
}

/** Gives the person the balance of the mock-ups. */
export async function setBalance(stack: LocalStack): Promise<void> {
  const { me } = await callerOf(stack, PERSON);
  const { mutate } = await callerOf(stack, ADMIN);
  await mutate('admin.adjustBalance', {
    requestId: randomUUID(),
    userId: me.id,
    asset: 'coins',
    direction: 'add',
    amount: BALANCE - me.balance.coins,
    reason: 'a usual balance',
  });
}

/** Makes the person's works, in turns of four prompts. */
export async function makeWorks(stack: LocalStack, count: number): Promise<void> {
  const { send, mutate } = await callerOf(stack, PERSON);
  for (let i = 0; i < count; i++) {
    const { id } = await mutate<{ id: string }>('generation.create', {
      requestId: randomUUID(),
      operation: 'create',
      model: 'nano-banana',
      prompt: prompts[i % prompts.length],
      aspectRatio: '1:1',
      inputs: [],
    });
    const question = encodeURIComponent(JSON.stringify({ id }));
    for (let waited = 0; ; waited += 200) {
      const { status } = await send(`generation.get?input=${question}`, {});
      if (status === 'succeeded') {
        break;
      }
      if (status === 'failed' || waited > MAX_WAIT_MS) {
        throw new Error(`the work ${id} is ${status}`);
      }
      await sleep(200);
    }
  }
}

/** Fills the gallery up with copies of what was made. */
export async function copyWorks(databaseUrl: string, count: number, originals: number) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(copiesOfWorks(count, originals));
  } finally {
    await client.end();
  }
}

/**
 * Asks the server what the screen asks, until its code and its connections have been used: it runs for days, and is
 * not started for each person.
 */
export async function warmUp(stack: LocalStack, path: string): Promise<void> {
  const { headers } = await callerOf(stack, PERSON);
  const questions = firstQuestions(path);
  const names = questions.map((question) => question.path).join();
  const body = JSON.stringify(Object.fromEntries(questions.map(({ input }, i) => [i, input])));
  for (let i = 0; i < WARM_UP_CALLS; i++) {
    const address = `${stack.apiUrl}/trpc/${names}?batch=1`;
    const response = await fetch(address, { method: 'POST', headers, body });
    if (!response.ok) {
      throw new Error(`${names}: ${response.status} ${await response.text()}`);
    }
    await response.arrayBuffer();
  }
}

/** Builds the floor's page and serves it as the product serves its own: compressed. */
export async function serveFloor(folder: string): Promise<{ url: string; server: Server }> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('floor/', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const server = express()
    .use(compression())
    // The page itself is not cached, like that of any product that is updated.
    .get('/', (_, response) => response.sendFile(join(folder, 'index.html'), { maxAge: 0 }))
    .use(express.static(folder, { immutable: true, maxAge: '365d' }))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

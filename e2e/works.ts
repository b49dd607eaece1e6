/** Galleries for the tests: a few real works, and any number of copies. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import { copiesOfWorks } from '../scripts/copiesOfWorks.ts';
import type { WireError } from '../shared/errors.ts';
import type { e2e } from './stack.ts';

type World = ReturnType<typeof e2e>;

/** The longest wait of a call over its limit, seconds: limits are per minute. */
const MAX_WAIT_S = 60;

interface Answer<Data> {
  result?: { data: Data };
  error?: { message: string; data?: WireError };
}

/** Sends a call, and repeats it after the time that the server names: a test may exceed its limits. */
async function ask<Data>(send: () => Promise<Response>): Promise<Data> {
  for (;;) {
    const { result, error } = (await (await send()).json()) as Answer<Data>;
    if (result) {
      return result.data;
    }
    const waitS = error?.data?.details.retryAfterSeconds ?? Number.POSITIVE_INFINITY;
    if (error?.data?.appCode !== 'RATE_LIMITED' || waitS > MAX_WAIT_S) {
      throw new Error(JSON.stringify(error));
    }
    await sleep(waitS * 1000);
  }
}

/** Calls the API as a person of the simulated Telegram. */
export function callerOf({ stack }: World, person: string) {
  const init = stack.telegram.initData({ bot: 'main', person });
  const headers = { authorization: `tma ${init}`, 'content-type': 'application/json' };
  const url = (name: string) => `${stack.apiUrl}/trpc/${name}`;
  return {
    query: <Data>(name: string, input: unknown): Promise<Data> => {
      const question = encodeURIComponent(JSON.stringify(input));
      return ask(() => fetch(`${url(name)}?input=${question}`, { headers }));
    },
    mutate: <Data>(name: string, input?: unknown): Promise<Data> => {
      const body = JSON.stringify(input ?? {});
      return ask(() => fetch(url(name), { method: 'POST', headers, body }));
    },
  };
}

interface Job {
  id: string;
  status: string;
}

/** Makes works one after another, so that the last one is the newest. The person launches the app first. */
export async function makeWorks(world: World, person: string, prompts: readonly string[]) {
  const { query, mutate } = callerOf(world, person);
  await mutate('me.launch');
  for (const prompt of prompts) {
    const { id } = await mutate<Job>('generation.create', {
      requestId: randomUUID(),
      operation: 'create',
      model: 'nano-banana',
      prompt,
      aspectRatio: '1:1',
      inputs: [],
    });
    const made = async () => (await query<Job>('generation.get', { id })).status === 'succeeded';
    await vi.waitUntil(made, { timeout: 30_000, interval: 100 });
  }
}

/** Copies everybody's newest work; the copies are older by a day. */
export async function copyWorks(world: World, count: number): Promise<void> {
  await world.query(copiesOfWorks(count, 1));
}

import { createTRPCClient } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { beforeEach, expect, it, vi } from 'vitest';
import type { AppRouter } from '../../server/app/appRouter.ts';
import type { EarlyCall } from './earlyCalls.ts';
import { dropEarlyAnswers, earlyLink } from './earlyLink.ts';

const EARLY = { coins: 100 };
const sent: string[] = [];

/** Calls the router; what the early script has not asked for is "sent". */
function client() {
  return createTRPCClient<AppRouter>({
    links: [
      earlyLink(),
      () =>
        ({ op }) =>
          observable((observer) => {
            sent.push(op.path);
            observer.next({ result: { type: 'data', data: 'of the server' } });
            observer.complete();
          }),
    ],
  });
}

beforeEach(() => {
  sent.length = 0;
  const earlyCalls: EarlyCall[] = [
    { path: 'me.launch', input: {}, answer: Promise.resolve({ me: EARLY }) },
    { path: 'wallet.get', answer: Promise.resolve('early') },
  ];
  vi.stubGlobal('window', { earlyCalls });
});

it('answers the launch, the profile and each other call once', async () => {
  const api = client();
  expect(await api.me.launch.mutate({})).toEqual({ me: EARLY });
  expect(await api.me.get.query()).toEqual(EARLY);
  expect(await api.wallet.get.query()).toBe('early');
  expect(sent).toEqual([]);
  await api.me.get.query();
  await api.wallet.get.query();
  expect(sent).toEqual(['me.get', 'wallet.get']);
});

it('sends what is asked after a change of one’s own', async () => {
  const api = client();
  await api.me.launch.mutate({});
  await api.earn.claimDaily.mutate({ requestId: 'one' });
  expect(await api.me.get.query()).toBe('of the server');
  expect(await api.wallet.get.query()).toBe('of the server');
});

it('sends what is asked after news of a change', async () => {
  const api = client();
  await api.me.launch.mutate({});
  dropEarlyAnswers();
  expect(await api.me.get.query()).toBe('of the server');
});

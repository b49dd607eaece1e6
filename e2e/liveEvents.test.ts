/** The event stream: its credentials are in a header, and it reconnects by itself. */
import { randomUUID } from 'node:crypto';
import type { Page, Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { hold } from './hold.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

// The server refuses connections while it restarts, also those for the files of a celebration.
const test = e2e({ tolerates: /ERR_|Failed to load resource|Unable to preload/ });

/** Records every request of the page. */
function noteRequests(page: Page): Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  return requests;
}

const isStream = (request: Request) => request.url().includes('/trpc/live.events');

it('no address of the app has init data in it, and the stream opens again after a restart', async () => {
  const anna = callerOf(test, 'anna');
  await anna.mutate('me.launch');
  let requests: Request[] = [];
  const { app } = await test.open({ person: 'anna' }, {}, async (page) => {
    requests = noteRequests(page);
  });
  const balance = app.getByRole('region', { name: 'Balance' });
  await balance.getByText('100', { exact: true }).first().waitFor();
  await expect.poll(() => requests.filter(isStream).length).toBe(1);
  const headers = (await requests.find(isStream)?.allHeaders()) ?? {};
  expect(headers.authorization).toMatch(/^tma .*hash=/);
  await expect
    .poll(async () => (await requests.find(isStream)?.response())?.status(), { timeout: 20_000 })
    .toBe(200);

  // Earned elsewhere: the open app can learn of it only by the stream.
  await anna.mutate('me.chooseDirection', { direction: 'personal', requestId: randomUUID() });
  await balance.getByText('150', { exact: true }).first().waitFor();

  await test.stack.server.stop('SIGKILL');
  await test.stack.server.start();
  await expect.poll(() => requests.filter(isStream).length, { timeout: 60_000 }).toBeGreaterThan(1);
  const again = await requests.findLast(isStream)?.allHeaders();
  expect(again?.authorization).toBe(headers.authorization);

  const addresses = requests.map((request) => request.url().split('#', 1)[0] ?? '');
  expect(addresses.length).toBeGreaterThan(10);
  expect(
    addresses.filter((one) => /auth_date|connectionParams|hash(=|%3D)[0-9a-f]{64}/i.test(one)),
  ).toEqual([]);
});

it('what changed before the stream was open is shown once it is', async () => {
  const { key, id } = test.stack.telegram.world.createNewcomer({ languageCode: 'en' });
  await makeWorks(test, key, ['A paper boat']);
  const [work] = await test.query<{ id: string; userId: number }>(
    `select m.id, u.id::int as "userId" from media m join users u on u.id = m.user_id
     where u.telegram_id = $1`,
    [id],
  );
  const irina = callerOf(test, 'irina');
  await irina.mutate('me.launch');
  const adjust = (direction: 'add' | 'take', amount: number) =>
    irina.mutate('admin.adjustBalance', {
      requestId: randomUUID(),
      userId: work?.userId,
      asset: 'free_operations',
      direction,
      amount,
      reason: 'a test',
    });
  // One was used for the work.
  await adjust('take', 3);
  let release: () => void = () => undefined;
  const { app } = await test.open(
    { person: key, embed: true, path: `/work/${work?.id}` },
    {},
    async (page) => {
      release = await hold(page, /live\.events/);
    },
  );
  const upscale = app.locator('.work-about button').filter({ hasText: 'Upscale' });
  await expect.poll(() => upscale.textContent()).toMatch(/Upscale\s*10$/);
  await adjust('add', 1);
  release();
  await expect.poll(() => upscale.textContent(), { timeout: 15_000 }).toMatch(/Upscale\s*free$/);
});

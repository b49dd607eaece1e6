import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initDataOf, testApp } from '../testing/testApp.ts';
import { startWeb } from './web.ts';

const test = testApp({ env: { PORT: '0' } });
let web: Awaited<ReturnType<typeof startWeb>>;
beforeAll(async () => {
  web = await startWeb(test.app);
});
afterAll(() => web.stop());

interface Answer {
  result?: { data: Record<string, unknown> };
  error?: { data: { appCode: string } };
}

async function open(paths: string, initData: string, inputs: object = {}) {
  const response = await fetch(`http://127.0.0.1:${web.port}/trpc/${paths}?batch=1`, {
    method: 'POST',
    headers: { authorization: `tma ${initData}`, 'content-type': 'application/json' },
    body: JSON.stringify(inputs),
  });
  return { status: response.status, answers: (await response.json()) as Answer[] };
}

const newcomer = { id: 912_345_678, first_name: 'Nina' };

describe('the first request of the app', () => {
  it("launches a newcomer, then answers the screen's reads, each with its own input", async () => {
    const { status, answers } = await open(
      'me.launch,wallet.get,gallery.list',
      initDataOf(newcomer),
      { 0: { timeZone: 'Europe/Moscow' }, 2: { limit: 1 } },
    );
    expect(status).toBe(200);
    const [launch, wallet, gallery] = answers.map(({ result }) => result?.data);
    expect(launch).toMatchObject({ isNew: true });
    expect(wallet).toMatchObject({ balance: { coins: 10_000 } });
    expect(gallery).toMatchObject({ items: [] });
  });

  it('reports which of the reads has failed and answers the others', async () => {
    const { telegram } = await test.person();
    const { status, answers } = await open(
      'me.launch,wallet.get,nothing.here',
      initDataOf(telegram),
    );
    expect(status).toBe(207);
    expect(answers.map(({ result }) => result !== undefined)).toEqual([true, true, false]);
  });

  it('reads nothing for a person whose launch is refused', async () => {
    const { status, answers } = await open('me.launch,wallet.get', 'forged');
    expect(status).toBe(401);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.error?.data.appCode).toMatch(/^INIT_DATA/);
  });

  it('accepts no other mutation together with reads, nor a second one after the launch', async () => {
    const { telegram } = await test.person();
    const mixed = await open('promo.redeem,wallet.get', initDataOf(telegram), { 0: { code: 'A' } });
    expect(mixed.status).toBe(400);
    const two = await open('me.launch,wallet.get,promo.redeem', initDataOf(telegram));
    expect(two.answers.filter(({ result }) => result)).toHaveLength(1);
  });
});

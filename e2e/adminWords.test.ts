/** Lists of the admin tab: plans have names, not codes, and a declined payment is not a cancelled one. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits } from './look.ts';
import { shoot } from './shoot.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ with: ['yookassa'] });
/** A plan of the team's own beside the default one of its kind. */
const CODE = 'quarter-pro';
const anyCode = new RegExp(`${CODE}|credits-100|\\byear\\b|\\bmonth\\b`);

/** Orders in roubles, and ends the payment. */
async function order(person: string, item: object, end: 'pay' | 'decline'): Promise<void> {
  const { payUrl } = await callerOf(world, person).mutate<{ payUrl: string }>('payments.create', {
    requestId: randomUUID(),
    provider: 'yookassa',
    item,
  });
  world.stack.yookassa?.[end](new URL(payUrl).pathname.split('/').at(-1) ?? '');
}

const statuses = async () =>
  (await world.query<{ status: string }>('select status from audit.payments')).map(
    ({ status }) => status,
  );

let buyer = '';

beforeAll(async () => {
  const irina = callerOf(world, 'irina');
  await irina.mutate('me.launch');
  const plan = {
    code: CODE,
    kind: 'YEAR',
    stars: 800,
    roubles: 149_000,
    days: 90,
    dailyOperations: 200,
    credits: 0,
    active: true,
    position: 9,
  };
  await irina.mutate('admin.createRecord', {
    requestId: randomUUID(),
    section: 'plans',
    values: plan,
    reason: '',
  });
  buyer = world.stack.telegram.world.createNewcomer({ firstName: 'Olga' }).key;
  await callerOf(world, buyer).mutate('me.launch');
  await order(buyer, { type: 'plan', code: CODE }, 'pay');
  await order(buyer, { type: 'plan', code: 'credits-100' }, 'pay');
  await order(buyer, { type: 'pack', code: 'coins-100' }, 'decline');
  const settled = async () => (await statuses()).sort().join() === 'cancelled,succeeded,succeeded';
  await vi.waitUntil(settled, { timeout: 60_000, interval: 200 });
});

const textOf = async ({ app }: OpenedApp, place: string) =>
  (await app.locator(place).allTextContents()).join('\n').replaceAll('\u00a0', ' ');

describe.each([
  [
    '390x844',
    'ios',
    'en',
    { year: 'Year', credits: 'Credits', declined: 'Declined', plan: 'plan' },
  ],
  [
    '1280x800',
    'tdesktop',
    'ru',
    { year: 'Год', credits: 'Кредиты', declined: 'Отклонён', plan: 'подписка' },
  ],
] as const)('at %s on %s in %s', (size, platform, lang, words) => {
  const open = (path: string, person = 'irina') =>
    world.open({ person, embed: true, path, size, platform, lang });

  it('payments name what was bought, and say that one was declined', async () => {
    const opened = await open('/admin/payments');
    const list = size === '390x844' ? '.admin-pay' : 'tbody tr';
    await expect.poll(() => opened.app.locator(list).count()).toBe(3);
    await shoot(opened, `words-payments-${lang}`);
    const said = await textOf(opened, list);
    expect(said).toContain(words.year);
    expect(said).toContain(words.credits);
    expect(said).toContain(words.declined);
    expect(said).not.toMatch(anyCode);
    expect(said).not.toMatch(/Cancelled|Отменён/);
    await expectFits(opened);
  });

  it('the person’s own list says that a payment was declined, too', async () => {
    const opened = await open('/wallet/payments', buyer);
    await opened.app.locator('.payment .tag').getByText(words.declined, { exact: true }).waitFor();
    expect(await textOf(opened, '.payment')).not.toMatch(/Cancelled|Отменён/);
    await shoot(opened, `words-own-payments-${lang}`);
  });

  it('people and audiences of broadcasts have plans by name', async () => {
    const opened = await open('/admin/users');
    const { app } = opened;
    const olga = app.locator('tbody tr').filter({ hasText: 'Olga' });
    await olga.getByText(words.plan, { exact: true }).waitFor();
    expect(await olga.textContent()).not.toMatch(anyCode);
    await olga.getByRole('button').click();
    await app.getByRole('heading', { name: 'Olga' }).waitFor();
    await expect.poll(() => textOf(opened, '.app')).toMatch(new RegExp(`${words.year} `));
    expect(await textOf(opened, '.app')).not.toContain(CODE);

    const other = await open('/admin/broadcasts');
    await other.app.getByRole('button', { name: /^(New broadcast|Новая рассылка)$/ }).click();
    const plans = other.app.getByLabel(/^(Plan|Подписка)$/).locator('option');
    await expect.poll(() => plans.count()).toBeGreaterThan(5);
    const labels = (await plans.allTextContents()).map((one) => one.replaceAll('\u00a0', ' '));
    expect(labels.filter((one) => anyCode.test(one) || one.includes('credits'))).toEqual([]);
    expect(labels.filter((one) => one.startsWith(`${words.year} · `))).toHaveLength(2);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

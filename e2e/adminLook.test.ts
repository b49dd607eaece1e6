/** Every section of the admin tab, with something in it, on a phone and on a desktop, in both languages. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newcomer } from '../simulators/telegram/people.ts';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const NAMES = [
  'Konstantinopolskiy'.repeat(3),
  '<img src=x onerror="document.title=1">',
  '\u202Egnp.exe',
  '=cmd|x',
  'محمد عبد الرحمن',
];

const create = (section: string, values: object) =>
  callerOf(world, 'irina').mutate('admin.createRecord', {
    requestId: randomUUID(),
    section,
    values,
  });

async function buy(person: string, code: string): Promise<void> {
  const { mutate } = callerOf(world, person);
  const { payUrl } = await mutate<{ payUrl: string }>('payments.create', {
    requestId: randomUUID(),
    item: { type: 'pack', code },
    provider: 'stars',
  });
  await world.stack.telegram.stars.pay(payUrl, person);
}

async function broadcast(text: string, at: string | null): Promise<void> {
  const { mutate } = callerOf(world, 'irina');
  const { id, version } = await mutate<{ id: string; version: number }>('admin.saveBroadcast', {
    requestId: randomUUID(),
    id: null,
    version: 0,
    text: { ru: text, en: text },
    button: null,
    audience: { language: null, bot: null, activity: null, plan: null, role: null },
    picture: { from: 'none' },
  });
  if (at !== null) {
    await mutate('admin.startBroadcast', { requestId: randomUUID(), id, version, at });
  }
}

beforeAll(async () => {
  const { telegram } = world.stack;
  await callerOf(world, 'irina').mutate('me.launch');
  await makeWorks(world, 'anna', ['A lighthouse', 'A harbour']);
  for (const [i, firstName] of NAMES.entries()) {
    const person = { ...newcomer(700_600_001 + i), key: `odd-${i}`, firstName, lastName: '' };
    telegram.world.addPerson(person);
    await callerOf(world, person.key).mutate('me.launch');
    await callerOf(world, person.key).mutate('support.send', {
      requestId: randomUUID(),
      text: `Where are my coins? ${firstName}`,
    });
  }
  telegram.world.addPerson({ ...newcomer(700_600_099), key: 'payer', stars: 5000 });
  await callerOf(world, 'payer').mutate('me.launch');
  await buy('payer', 'coins-50');
  await buy('payer', 'coins-100');
  const webinar = {
    durationMinutes: 60,
    link: 'https://example.com/room',
    capacity: 5,
    description: null,
    recordingLink: null,
    active: true,
  };
  await create('webinars', { ...webinar, title: 'How light is drawn', startsAt: inHours(72) });
  await create('webinars', {
    ...webinar,
    title: 'A webinar with a title that is much longer than any line of a phone can hold of it',
    startsAt: inHours(9000),
    capacity: null,
  });
  await broadcast('A draft that nobody has seen yet', null);
  await broadcast('Our spring offer', inHours(200 * 24));
  await callerOf(world, 'irina').mutate('admin.createBotKey', {
    requestId: randomUUID(),
    botName: 'quiz_bot',
    reason: 'a bot is connected',
  });
  await world.query(`insert into alerts (kind, key, detail) values
    ('refund_failed', 'stars:lost', '{"amount": 5}'), ('provider_down', 'fal', '{"until": "2999-01-01T00:00:00Z"}')`);
}, 120_000);

/** What appears where a value is missing in a text. */
const UNFINISHED = /\{\{|\}\}|undefined|NaN|\[object|\bnull\b|Invalid Date/g;

/** Faults for people who see the screen, and for screen readers. */
async function faultsOf({ app }: OpenedApp): Promise<string[]> {
  const body = app.locator('body');
  const nameless = await body.evaluate((within) => {
    const controls = [...within.querySelectorAll('button, a[href], input, select, textarea')];
    const unsaid = controls.filter((control) => {
      const labels = 'labels' in control ? [...(control.labels as NodeListOf<HTMLElement>)] : [];
      const said = [
        control.textContent,
        control.getAttribute('aria-label'),
        control.getAttribute('aria-labelledby'),
        ...labels.map(({ textContent }) => textContent),
      ];
      return !said.some((words) => words?.trim());
    });
    return unsaid.map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
  const words = await app.locator('.admin-body').textContent();
  const unfinished = words?.match(UNFINISHED);
  return [...nameless, ...(unfinished ?? [])];
}

const looks = [
  ['a phone, in Russian, dark', { lang: 'ru', theme: 'ios-black', size: '390x1500' }],
  ['a phone, in English', { lang: 'en', theme: 'ios-day', size: '390x1500' }],
  ['a desktop, in Russian', { lang: 'ru', theme: 'desktop-day', size: '1280x1500' }],
  ['a desktop, in English, dark', { lang: 'en', theme: 'desktop-night', size: '1280x1500' }],
] as const;

describe.each(looks)('on %s', (_name, look) => {
  it('each section fits, has no unfinished text, and names every control', async () => {
    const wide = look.size.startsWith('1280');
    const opened = await world.open({
      person: 'irina',
      path: '/admin',
      embed: true,
      ...look,
      ...(wide && { platform: 'tdesktop' }),
    });
    const { app } = opened;
    const links = app.locator(wide ? '.admin-rail a:not([href="/"])' : '.admin-sections .chip');
    await links.first().waitFor();
    const count = await links.count();
    expect(count).toBeGreaterThan(15);
    for (let at = 0; at < count; at++) {
      const link = links.nth(at);
      await link.click();
      await expect.poll(() => link.getAttribute('class')).toContain('on');
      await expect.poll(() => app.locator('[aria-busy="true"]:visible').count()).toBe(0);
      const section = (await link.textContent()) ?? '';
      await expectFits(opened);
      await shoot(opened, `look-${look.size.slice(0, 4)}-${look.lang}-${at}`);
      expect({ section, faults: await faultsOf(opened) }).toEqual({ section, faults: [] });
    }
  });
});

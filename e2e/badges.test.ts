/** Badges: each can be earned with what is configured, and none covers the work that earned it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '300' } });
/** The first work is visible for at least so long before anything covers it. */
const LEAST_LOOK_MS = 200;

interface Job {
  id: string;
  status: string;
  media: { id: string }[];
}
interface Operation {
  code: string;
  available: boolean;
  minInputs: number;
  models: { code: string; available: boolean }[];
}

const badgesOf = ({ app }: OpenedApp) => app.getByRole('list', { name: 'Badges' });

beforeAll(() => callerOf(world, 'anna').mutate('me.launch'));

it('“All-rounder” is earned by the operations that are available', async () => {
  const { mutate, query } = callerOf(world, 'anna');
  const { operations } = await query<{ operations: Operation[] }>('generation.catalog', undefined);
  const works: string[] = [];
  for (const { code, models, minInputs } of operations.filter((one) => one.available)) {
    const { id } = await mutate<Job>('generation.create', {
      requestId: randomUUID(),
      operation: code,
      model: models.find(({ available }) => available)?.code,
      prompt: 'A paper boat',
      aspectRatio: code === 'video' ? '16:9' : '1:1',
      inputs: Array.from({ length: minInputs }, () => ({ type: 'media', id: works[0] })),
    });
    const job = () => query<Job>('generation.get', { id });
    await expect.poll(async () => (await job()).status, { interval: 100 }).toBe('succeeded');
    works.push((await job()).media[0]?.id ?? '');
  }

  const opened = await world.open({ person: 'anna', path: '/progress/badges', embed: true });
  const earned = opened.app.getByRole('tab', { name: 'Earned' });
  await leaveCelebrations(opened, earned);
  await earned.click();
  const badge = badgesOf(opened).getByRole('button').filter({ hasText: 'All-rounder' });
  await badge.getByText('Use 6 operations').waitFor();
  expect(await badge.getByText('Locked').count()).toBe(0);
});

it('badges and levels have different names', async () => {
  for (const lang of ['en', 'ru'] as const) {
    const { app } = await world.open({
      person: 'anna',
      lang,
      path: '/progress/badges',
      embed: true,
    });
    const badges = app.locator('.bcard > b');
    await badges.first().waitFor();
    const names = await badges.allTextContents();
    const levels = await world.query<{ name: string }>(
      `select name->>'${lang}' as name from levels`,
    );
    const all = [...names, ...levels.map(({ name }) => name)];
    expect(levels.length).toBeGreaterThan(3);
    expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
  }
});

it('no part of a badge is wider than its card, in Russian on a phone', async () => {
  const look = { lang: 'ru', size: '390x844', platform: 'android' } as const;
  const opened = await world.open({
    person: 'anna',
    path: '/progress/badges',
    embed: true,
    ...look,
  });
  const { app } = opened;
  const list = app.getByRole('list', { name: 'Значки' });
  await leaveCelebrations(opened, list);
  await app.getByText('Легендарный').first().waitFor();
  const wide = await list.evaluate((cards) =>
    [...cards.querySelectorAll('button > *:not(.vh)')]
      .filter((part) => {
        const card = part.closest('button')?.getBoundingClientRect();
        const { left, right } = part.getBoundingClientRect();
        return card && (left < card.left + 4 || right > card.right - 4);
      })
      .map(({ textContent }) => textContent),
  );
  expect(wide).toEqual([]);
});

it('the first picture is seen before its badge, which says why and what it gives', async () => {
  const { app, mainButton } = await world.open({ person: 'newcomer', embed: true });
  await mainButton.click();
  await app.getByRole('link', { name: 'Create', exact: true }).click();
  await app.getByLabel('Description', { exact: true }).fill('A paper fox');
  /** When the work and the celebration were first there. */
  await app.locator('html').evaluate((root) => {
    const look = () => {
      const now = `${performance.now()}`;
      if (!root.dataset.work && document.querySelector('.slide-picture img.pic.ready')) {
        root.dataset.work = now;
      }
      if (!root.dataset.party && document.querySelector('.party')) {
        root.dataset.party = now;
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['class'],
    });
  });
  await app.getByRole('button', { name: /^Create .*free/ }).click();
  const party = app.getByRole('dialog', { name: 'New badge: First frame' });
  await party.waitFor();
  await party.getByText(/^Create an image · \+\d+ XP$/).waitFor();
  const seen = await app.locator('html').evaluate(({ dataset: { work, party: badge } }) => ({
    work: Number(work),
    badge: Number(badge),
  }));
  expect(seen.badge - seen.work).toBeGreaterThan(LEAST_LOOK_MS);
});

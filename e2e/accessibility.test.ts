import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../server/simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';

const test = e2e();
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What WCAG 2 A and AA ask for and the page does not give. */
async function listViolations({ page }: OpenedApp): Promise<string[]> {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  if (!frame) {
    throw new Error('the app has no frame');
  }
  // Evaluated by the debugger: the page's own policy lets no foreign script in.
  await frame.evaluate(axeSource);
  const found = await frame.evaluate(() => {
    const checker = (window as unknown as { axe: typeof axe }).axe;
    return checker.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    });
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

const screens = [
  ['home', '/'],
  ['studio', '/create'],
  ['gallery', '/gallery'],
  ['wallet', '/wallet'],
  ['admin', '/admin'],
  ['progress', '/progress'],
] as const;

beforeAll(async () => {
  const first = await test.open({ person: 'irina', lang: 'en' });
  await first.mainButton.getByText('Get 100 coins').click();
  await first.app.getByRole('region', { name: 'Balance' }).waitFor();
});

describe.each([
  ['light', { theme: 'ios-day', platform: 'ios', lang: 'en' }],
  ['dark', { theme: 'android-night', platform: 'android', lang: 'ru' }],
] as const)('in the %s theme', (_name, host) => {
  it.each(screens)('%s keeps WCAG A and AA', async (_screen, path) => {
    const opened = await test.open({ person: 'irina', ...host, path });
    await opened.app.getByRole('heading').first().waitFor();
    const busy = () => opened.app.locator('[aria-busy="true"]').count();
    await expect.poll(busy, { timeout: 10_000 }).toBe(0);
    expect(await listViolations(opened)).toEqual([]);
  });
});

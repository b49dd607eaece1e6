import { beforeAll, describe, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { e2e } from './stack.ts';

const test = e2e();

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
    await expectAccessible(opened);
  });
});

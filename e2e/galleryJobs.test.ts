import { describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '4000' } });

/** Orders a picture and goes to the gallery while it is being made. */
async function orderAndLook({ app, backButton }: OpenedApp, words: string) {
  await app.getByRole('link', { name: 'Create' }).click();
  await app.getByLabel('Description', { exact: true }).fill(words);
  await app.getByRole('button', { name: /^Create .*free/ }).click();
  await app.getByRole('button', { name: 'Cancel' }).waitFor();
  await backButton.click();
  await app.getByRole('link', { name: 'Gallery' }).click();
  return app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
}

describe('a job in the grid', () => {
  it('that has failed is shown on another device, too, until it is seen on one', async () => {
    const first = await world.open({ person: 'irina' });
    await first.mainButton.click();
    const works = await orderAndLook(first, 'A lake at dawn test:fail');
    await works.getByText('Did not work out').waitFor();
    const second = await world.open({ person: 'irina' });
    await second.app.getByRole('link', { name: 'Gallery' }).click();
    const there = second.app.getByRole('list', { name: 'Works, newest first' });
    await there.getByText('Did not work out').waitFor();
    await there.getByRole('button').click();
    await second.app.getByRole('heading', { name: 'The image did not work out' }).waitFor();
    await first.app.getByText('Your works will be here').waitFor();
  });

  it('keeps its position, shows the reason and the refund, until it is seen', async () => {
    const opened = await world.open({ person: 'newcomer' });
    const { app, mainButton, backButton } = opened;
    await mainButton.click();
    const works = await orderAndLook(opened, 'A lake at dawn test:fail');
    await works.getByText(/^Image/).waitFor();
    // No chips stand between them while there are no works.
    const title = await app.getByRole('heading', { name: 'Gallery' }).boundingBox();
    const grid = await app.getByRole('list', { name: 'Works, newest first' }).boundingBox();
    expect((grid?.y ?? 0) - ((title?.y ?? 0) + (title?.height ?? 0))).toBeGreaterThanOrEqual(8);
    await works.getByText('Did not work out').waitFor();
    await works.getByText('The model stopped halfway.').waitFor();
    await works.getByText('The operation is back').waitFor();
    await works.click();
    await app.getByRole('heading', { name: 'The image did not work out' }).waitFor();
    await backButton.click();
    await app.getByText('Your works will be here').waitFor();
  });
});

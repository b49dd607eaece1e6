import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { goBackTo, leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';

const stack = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '2500' } });

/** Opens the app as a newcomer and leaves the welcome; ends at Home. */
async function openAtHome(): Promise<OpenedApp> {
  const opened = await stack.open({ person: 'newcomer' });
  await opened.mainButton.click();
  await opened.app.getByRole('link', { name: 'Create' }).waitFor();
  return opened;
}

async function describePicture({ app }: OpenedApp, words: string): Promise<void> {
  await app.getByRole('link', { name: 'Create' }).click();
  await app.getByLabel('Description', { exact: true }).fill(words);
  await app.getByRole('button', { name: /^Create .*free/ }).click();
}

describe('making a picture', () => {
  it('goes from a prompt to a work, its favourite mark, a remix, and the trash and back', async () => {
    const opened = await openAtHome();
    const { app, phone } = opened;
    const words = 'A paper fox reading a map';

    await app.getByRole('link', { name: 'Create' }).click();
    await app.getByRole('button', { name: 'Describe the image first' }).waitFor();
    await describePicture(opened, words);

    // The job shows its progress.
    const ring = app.getByRole('img', { name: /% done/ });
    const shown = new Set<string>();
    await expect
      .poll(async () => shown.add((await ring.getAttribute('aria-label')) ?? '').size, {
        timeout: 15_000,
        interval: 100,
      })
      .toBeGreaterThan(2);

    // The picture opens by itself.
    await leaveCelebrations(opened, app.getByRole('button', { name: 'Remix' }));
    await app.getByRole('img', { name: words }).first().waitFor();
    const heart = app.getByRole('button', { name: 'Favourite' });
    await heart.click();
    await expect.poll(() => heart.getAttribute('aria-pressed')).toBe('true');

    // It is in the gallery, marked.
    const gallery = app.getByRole('link', { name: 'Gallery' });
    await goBackTo(opened, gallery);
    await gallery.click();
    const work = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    await expect.poll(() => work.count()).toBe(1);
    await work.getByText('Favourite').waitFor();
    await expect
      .poll(() => stack.query('select 1 from media where favourite_at is not null'))
      .toHaveLength(1);

    // Remix fills the Studio in.
    await work.click();
    await app.getByRole('button', { name: 'Remix' }).click();
    await expect
      .poll(() => app.getByLabel('Description', { exact: true }).inputValue())
      .toBe(words);

    // Deleting asks in Telegram's popup and can be undone.
    await app.getByRole('link', { name: 'Gallery' }).click();
    await work.click();
    await app.getByRole('button', { name: 'Delete' }).click();
    await phone.getByRole('button', { name: 'Delete' }).last().click();
    await app.getByText('Image deleted').waitFor();
    await expect.poll(() => work.count()).toBe(0);
    await app.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => work.count()).toBe(1);
    await expect
      .poll(() => stack.query('select 1 from media where trashed_at is null'))
      .toHaveLength(1);
  });

  it('refunds the price when the model fails, and keeps the prompt', async () => {
    const opened = await openAtHome();
    const { app } = opened;
    await describePicture(opened, 'A lake at dawn test:fail');
    await app.getByRole('heading', { name: 'The image did not work out' }).waitFor();
    await app.getByText('The operation is back').waitFor();
    await app.getByRole('button', { name: /Edit the description/ }).click();
    await expect
      .poll(() => app.getByLabel('Description', { exact: true }).inputValue())
      .toBe('A lake at dawn test:fail');
  });

  it('shows a refusal under the prompt, until it is changed', async () => {
    const opened = await openAtHome();
    const { app } = opened;
    await describePicture(opened, 'Somebody famous test:refuse');
    await app.getByText('The model won’t draw this').first().waitFor();
    await app.getByRole('button', { name: /Edit the description/ }).click();
    const field = app.getByLabel('Description', { exact: true });
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('Somebody unknown');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBeNull();
  });

  it('works on a picture of the device, which stays in its slot until it is sent', async () => {
    const opened = await openAtHome();
    const { app } = opened;
    await app.getByRole('link', { name: 'Create' }).click();
    await app.getByRole('tab', { name: /Retouch/ }).click();
    await app.getByRole('button', { name: 'Add an image', exact: true }).waitFor();
    await app.getByRole('button', { name: /^Add an image Photo/ }).click();
    const buffer = await sharp({
      create: { width: 300, height: 400, channels: 3, background: '#c88a4a' },
    })
      .jpeg()
      .toBuffer();
    await app
      .getByLabel('From this device', { exact: true })
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
    const retouch = app.getByRole('button', { name: /^Retouch .*free/ });
    await retouch.waitFor();
    // Another tab and back: nothing is lost.
    await app.getByRole('link', { name: 'Gallery' }).click();
    await app.getByRole('link', { name: 'Create' }).click();
    await retouch.click();
    await leaveCelebrations(opened, app.getByRole('button', { name: 'Remix' }));
    const [row] = await stack.query<{ inputs: { type: string }[] }>(
      "select inputs from generations where operation = 'retouch'",
    );
    expect(row?.inputs).toMatchObject([{ type: 'upload' }]);
  });

  it('asks before it cancels a work, and shows the full refund', async () => {
    const opened = await openAtHome();
    const { app, phone } = opened;
    await describePicture(opened, 'A slow river test:slow');
    await app.getByRole('button', { name: 'Cancel' }).click();
    await phone.getByRole('button', { name: 'Stop' }).click();
    await app.getByRole('heading', { name: 'You stopped the work' }).waitFor();
  });
});

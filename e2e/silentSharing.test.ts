/** A Telegram client that never answers: every way to share a work stays usable. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { Generation, GenerationQuote } from '../shared/schemas/generation.ts';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

const test = e2e();
const WORK = 'A paper boat';
/** How long a button may wait for the client, and a margin for a slow machine. */
const PATIENCE_MS = 30_000;

beforeAll(async () => {
  await makeWorks(test, 'anna', [WORK]);
});

async function openWork(silent: string): Promise<OpenedApp> {
  const opened = await test.open({ person: 'anna', silent });
  await opened.app.getByRole('img', { name: WORK }).first().click();
  return opened;
}

const asked = ({ events }: OpenedApp, method: string) => events.getByText(method);

it('offers to send again when the client never reports whether a message was sent', async () => {
  const opened = await openWork('prepared_message_sent,prepared_message_failed');
  const { app, phone } = opened;
  await app.getByRole('button', { name: 'Send', exact: true }).click();
  const toChat = app.getByRole('button', { name: /Send to a chat/ });
  for (const times of [1, 2]) {
    await toChat.click();
    await expect
      .poll(() => asked(opened, 'web_app_send_prepared_message').count(), { timeout: PATIENCE_MS })
      .toBe(times);
    await phone.getByRole('button', { name: 'Send', exact: true }).last().click();
    await expect.poll(() => toChat.isEnabled(), { timeout: PATIENCE_MS }).toBe(true);
  }
  await expect
    .poll(() => app.getByRole('button', { name: /Post to story/ }).isEnabled())
    .toBe(true);
});

it('offers to download again when the client never reports whether a file was saved', async () => {
  const opened = await openWork('file_download_requested');
  const { app, phone } = opened;
  await app.getByRole('button', { name: 'Send', exact: true }).click();
  const download = app.getByRole('button', { name: /Download original/ });
  for (const times of [1, 2]) {
    await download.click();
    await expect
      .poll(() => asked(opened, 'web_app_request_file_download').count(), { timeout: PATIENCE_MS })
      .toBe(times);
    await phone.getByRole('button', { name: 'Cancel' }).last().click();
    await expect.poll(() => download.isEnabled()).toBe(true);
  }
});

it('gives a story a picture that Telegram accepts, also for a video that is no MP4', async () => {
  const { stories } = test.stack.telegram.world.data;
  const opened = await openWork('');
  await opened.app.getByRole('button', { name: 'Send', exact: true }).click();
  await opened.app.getByRole('button', { name: /Post to story/ }).click();
  await opened.phone.getByRole('button', { name: 'Post story', exact: true }).last().click();
  await expect.poll(() => stories.length).toBe(1);
  const file = test.stack.telegram.world.files.read(stories[0]?.file ?? '');
  expect([file?.mime, stories[0]?.isVideo]).toEqual(['image/jpeg', false]);

  const { query, mutate } = callerOf(test, 'anna');
  const order = { operation: 'video', model: 'veo-3-1-fast' };
  const { madeBy } = await query<GenerationQuote>('generation.quote', order);
  const { id } = await mutate<Generation>('generation.create', {
    ...order,
    requestId: randomUUID(),
    prompt: 'Waves',
    aspectRatio: '9:16',
    inputs: [],
    madeBy: madeBy && { model: madeBy.model, standIn: madeBy.standIn },
  });
  const state = async () => (await query<Generation>('generation.get', { id })).status;
  await expect.poll(state, { timeout: 60_000 }).toBe('succeeded');
  // The built-in artist's videos are animated WebP, which stories do not accept.
  const [video] = (await query<Generation>('generation.get', { id })).media;
  const { url } = await mutate<{ url: string }>('gallery.share', {
    id: video?.id,
    target: 'story',
  });
  expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
});

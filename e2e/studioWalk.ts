/** What a person does in the Studio, and what is looked at afterwards. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { createLocalArtist } from '../server/features/generation/providers/localArtist/index.ts';
import type { ProviderRequest } from '../server/features/generation/providers/provider.ts';
import type { HostOptions, OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { goBackTo, leaveCelebrations } from './goBack.ts';
import type { e2e } from './stack.ts';

/** Large files go by their path: sent through the browser's control channel they take too long. */
async function asInput(name: string, buffer: Buffer, mimeType: string) {
  if (buffer.length < 1024 * 1024) {
    return { name, mimeType, buffer };
  }
  const path = join(await mkdtemp(join(tmpdir(), 'ai-coins-upload-')), name);
  await writeFile(path, buffer);
  return path;
}

export type World = ReturnType<typeof e2e>;

export interface MadeWork {
  id: string;
  kind: 'image' | 'video';
  operation: string;
  mime: string;
  width: number;
  height: number;
  paid_with: string;
  price: number;
}

/** A picture of a device: drawn by the local artist, so that it shows something. */
export async function photo(prompt: string, seed = 7): Promise<Buffer> {
  const artist = createLocalArtist();
  const request: ProviderRequest = {
    generationId: 'fixture',
    operation: 'create',
    providerModel: 'artist',
    prompt,
    seed,
    aspectRatio: '3:4',
    inputs: [],
    signal: AbortSignal.timeout(60_000),
  };
  const { requestId } = await artist.submit(request);
  const state = await artist.poll(requestId, request);
  const file = state.state === 'succeeded' ? state.files[0] : undefined;
  if (!file || !('bytes' in file)) {
    throw new Error(`the photo was not drawn: ${state.state}`);
  }
  return sharp(file.bytes).resize(450, 600).jpeg({ quality: 92 }).toBuffer();
}

/** Keeps a picture for a person to look at, when SCREENSHOTS names a folder. */
async function keep(name: string, bytes: () => Promise<Buffer>): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), await bytes());
  }
}

export const shoot = ({ phone }: OpenedApp, name: string) =>
  keep(`${name}.png`, () => phone.screenshot());

/** Goes back page by page until the tab can be pressed, and presses it. */
export async function goToTab(opened: OpenedApp, name: string): Promise<void> {
  const tab = opened.app.getByRole('link', { name, exact: true });
  await goBackTo(opened, tab);
  await tab.click();
}

/** A walk through the Studio of one person. */
export async function openStudio(world: World, host: HostOptions = {}) {
  const opened = await world.open({ person: 'newcomer', ...host });
  const { app, mainButton } = opened;
  const russian = host.lang === 'ru';
  const create = russian ? 'Создать' : 'Create';
  await mainButton.click();
  await app.getByRole('link', { name: create, exact: true }).click();
  await app.getByRole('tab').first().waitFor();

  const [person] = await world.query<{ id: string }>(
    'select id::text from users order by created_at desc, id desc limit 1',
  );
  const userId = person?.id ?? '0';

  return {
    opened,
    app,
    userId,
    operation: (name: string | RegExp) => app.getByRole('tab', { name }),
    words: (label: string) => app.getByLabel(label, { exact: true }),
    /** The line above the button: who pays, and what is left. */
    priceLine: app.locator('.pays'),
    async upload(place: RegExp, name: string, buffer: Buffer, mimeType = 'image/jpeg') {
      // The main button asks for it by the same name.
      await app.getByRole('button', { name: place }).and(app.locator('.slot')).click();
      const sheet = app.getByRole('dialog').last();
      await sheet
        .getByLabel(russian ? 'С этого устройства' : 'From this device', { exact: true })
        .setInputFiles(await asInput(name, buffer, mimeType));
      await sheet.waitFor({ state: 'detached' });
    },
    async fromGallery(place: RegExp, prompt: string) {
      // The main button asks for it by the same name.
      await app.getByRole('button', { name: place }).and(app.locator('.slot')).click();
      const works = app.getByRole('list', { name: russian ? 'Ваши работы' : 'Your works' });
      await works.getByRole('img', { name: prompt }).first().click();
    },
    /** Presses the button and stays until the work stands in the viewer. */
    async make(button: RegExp): Promise<MadeWork> {
      await app.getByRole('button', { name: button }).click();
      await app.getByRole('img', { name: /%/ }).first().waitFor();
      const remix = app.getByRole('button', { name: russian ? 'Ремикс' : 'Remix' });
      await leaveCelebrations(opened, remix);
      return newestWork(world, userId);
    },
    /** The file behind the work on the screen, fetched from where the viewer takes it. */
    async takeFile(name: string): Promise<Buffer> {
      const { mime } = await newestWork(world, userId);
      const still = app.getByRole('button', { name: 'Show only the image' });
      const middle = app.locator('.slide', { has: app.locator('.slide-picture') });
      const isVideo = (await app.locator('.video-play, .video-line, .video-pause').count()) > 0;
      let address: string | null;
      if (isVideo) {
        address = await app.locator('.slide-picture video').getAttribute('src');
      } else {
        // Alone on the screen the work is shown in its full size, over its preview.
        await still.dispatchEvent('click');
        const original = middle.locator('img.pic + img.pic:not(.wait)');
        await original.waitFor();
        address = await original.getAttribute('src');
        await app.getByRole('button', { name: 'Leave the image-only view' }).dispatchEvent('click');
      }
      const bytes = await fetchFile(world, address ?? '');
      await keep(`${name}.${mime.split('/')[1]}`, async () => bytes);
      return bytes;
    },
    balance: async () => {
      const [row] = await world.query<{ coins: number; free: number }>(
        'select coins::int, free_operations::int as free from audit.users where user_id = $1',
        [userId],
      );
      return row;
    },
  };
}

async function newestWork(world: World, userId: string): Promise<MadeWork> {
  const [row] = await world.query<MadeWork>(
    `select m.id, m.kind, m.operation, m.mime, m.width, m.height, g.paid_with, g.price::int
     from media m join generations g on g.user_id = m.user_id and g.id = m.generation_id
     where m.user_id = $1 order by m.id desc limit 1`,
    [userId],
  );
  if (!row) {
    throw new Error('nothing was made');
  }
  return row;
}

async function fetchFile(world: World, address: string): Promise<Buffer> {
  const response = await fetch(new URL(address, world.stack.apiUrl));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

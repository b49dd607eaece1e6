/** Every operation of the built-in artist, by hand: price, progress, result, balance. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { goToTab, openStudio, photo, shoot } from './studioWalk.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '900' } });

const WORDS = 'A paper fox reading a map on a rainy windowsill, warm desk lamp';
let bottle: Buffer;
let room: Buffer;

beforeAll(async () => {
  bottle = await photo('A perfume bottle on a wet stone, soft morning light', 7);
  room = await photo('A cosy room with an armchair by the window, evening', 3);
});

/** How much two pictures differ, 0 … 255 in the mean. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const small = (picture: Buffer) =>
    sharp(picture).resize(96, 96, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const [a, b] = await Promise.all([small(one), small(other)]);
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

/** The mean strength of edges, as a measure of sharpness. */
async function sharpness(picture: Buffer, width: number, height: number): Promise<number> {
  const { data, info } = await sharp(picture)
    .resize(width, height, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let sum = 0;
  for (let at = 0; at < data.length - info.width - 1; at++) {
    const here = data[at] ?? 0;
    sum += Math.abs(here - (data[at + 1] ?? 0)) + Math.abs(here - (data[at + info.width] ?? 0));
  }
  return sum / data.length;
}

describe('the studio with the built-in artist', () => {
  it('carries out every operation at its price', async () => {
    const studio = await openStudio(world);
    const { opened, app, operation, words, priceLine } = studio;
    const pays = async (...parts: (string | RegExp)[]) => {
      for (const part of parts) {
        await priceLine.getByText(part).first().waitFor();
      }
    };
    const balance = (coins: number, free: number) =>
      expect.poll(studio.balance).toEqual({ coins, free });

    // Create, with a free operation.
    await words('Description').fill(WORDS);
    await pays('Free operation', /3 left after/);
    await shoot(opened, '01-create');
    expect(await studio.make(/^Create .*free/)).toMatchObject({
      kind: 'image',
      operation: 'create',
      width: 888,
      height: 1184,
      paid_with: 'free_operations',
    });
    const fox = await studio.takeFile('01-create');
    await shoot(opened, '01-create-done');
    await balance(10_000, 3);

    // Upscale by two, from the viewer.
    await app.getByRole('button', { name: /^Upscale/ }).click();
    await pays('Free operation', /2 left after/);
    await shoot(opened, '02-upscale');
    expect(await studio.make(/^Upscale .*free/)).toMatchObject({
      operation: 'upscale',
      width: 888 * 2,
      height: 1184 * 2,
    });
    const twice = await studio.takeFile('02-upscale2');
    expect(await difference(fox, twice)).toBeLessThan(4);
    expect(await sharpness(twice, 1776, 2368)).toBeGreaterThan(
      1.15 * (await sharpness(fox, 1776, 2368)),
    );
    await balance(10_000, 2);

    // Upscale by four, from the device.
    await goToTab(opened, 'Create');
    await operation(/Upscale/).click();
    await app.getByRole('button', { name: 'Remove: Image' }).click();
    await studio.upload(/Add an image/, 'bottle.jpg', bottle);
    await app.getByRole('tab', { name: '4× larger' }).click();
    await pays('Free operation', /1 left after/);
    expect(await studio.make(/^Upscale .*free/)).toMatchObject({
      operation: 'upscale',
      width: 1800,
      height: 2400,
    });
    const fourTimes = await studio.takeFile('03-upscale4');
    expect(await sharpness(fourTimes, 1800, 2400)).toBeGreaterThan(
      1.15 * (await sharpness(bottle, 1800, 2400)),
    );
    await balance(10_000, 1);

    // Retouch has a picture of its own.
    await goToTab(opened, 'Create');
    await operation(/Retouch/).click();
    await studio.upload(/Add an image/, 'bottle.jpg', bottle);
    await words('What to fix').fill('Warmer and brighter');
    await pays('Free operation', /0 left after/);
    await shoot(opened, '04-retouch');
    expect(await studio.make(/^Retouch .*free/)).toMatchObject({
      operation: 'retouch',
      width: 450,
      height: 600,
    });
    const retouched = await studio.takeFile('04-retouch');
    const [red, , blue] = (await sharp(retouched).stats()).channels;
    const [redBefore, , blueBefore] = (await sharp(bottle).stats()).channels;
    expect((red?.mean ?? 0) - (blue?.mean ?? 0)).toBeGreaterThan(
      (redBefore?.mean ?? 0) - (blueBefore?.mean ?? 0),
    );
    await balance(10_000, 0);

    // Merge one of the device with one of the gallery; now coins pay.
    await goToTab(opened, 'Create');
    await operation(/Merge/).click();
    await studio.upload(/Add object/, 'room.jpg', room);
    await studio.fromGallery(/Add scene/, WORDS);
    await words('How to merge').fill('Put the object into the scene, in proportion');
    await app.getByRole('radio', { name: '4:3' }).click();
    await pays('Paid with coins', '100 →');
    await shoot(opened, '05-merge');
    expect(await studio.make(/^Merge .*10/)).toMatchObject({
      operation: 'merge',
      width: 1184,
      height: 888,
      paid_with: 'coins',
      price: 1000,
    });
    await studio.takeFile('05-merge-scene');
    await shoot(opened, '05-merge-done');
    await balance(9_000, 0);

    // Adding text costs nothing, whatever is left.
    await goToTab(opened, 'Create');
    await operation(/Add text/).click();
    await studio.upload(/Add an image/, 'room.jpg', room);
    await words('Text').fill('Grand opening\non Saturday');
    await pays('Always free', 'no limit');
    await shoot(opened, '06-text');
    expect(await studio.make(/^Add text .*free/)).toMatchObject({
      operation: 'add_text',
      paid_with: 'free',
      price: 0,
    });
    await studio.takeFile('06-text');
    await balance(9_000, 0);

    // A video.
    await goToTab(opened, 'Create');
    await operation(/Video/).click();
    await words('Description').fill('Large waves roll onto a rocky shore at sunset');
    await pays('Paid with coins', '90 →', '71');
    await shoot(opened, '07-video');
    expect(await studio.make(/^Create .*19/)).toMatchObject({
      kind: 'video',
      operation: 'video',
      paid_with: 'coins',
      price: 1900,
    });
    const video = await studio.takeFile('07-video');
    await shoot(opened, '07-video-done');
    const page = (at: number) => sharp(video, { page: at }).png().toBuffer();
    expect((await sharp(video).metadata()).pages).toBeGreaterThan(24);
    expect(await difference(await page(0), await page(9))).toBeGreaterThan(2);
    // The reached level brings a free operation.
    await balance(7_100, 1);

    // All of it is in the gallery, newest first, and only one is a video.
    await goToTab(opened, 'Gallery');
    const works = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    await expect.poll(() => works.count()).toBe(7);
    await shoot(opened, '08-gallery');
    await app.getByRole('tab', { name: /Video/ }).click();
    await expect.poll(() => works.count()).toBe(1);
  });

  it('says why operations that need an AI model are unavailable, and charges nothing', async () => {
    const studio = await openStudio(world);
    const { opened, app, operation } = studio;
    for (const [name, reason] of [
      [/^Edit/, '“Edit” needs an AI model that isn’t connected here yet'],
      [/^Face swap/, '“Face swap” needs an AI model that isn’t connected here yet'],
    ] as const) {
      const tile = operation(name);
      await expect.poll(() => tile.getAttribute('aria-disabled')).toBe('true');
      await tile.getByText('not now').waitFor();
      await tile.click({ force: true });
      await app.getByText(reason).waitFor();
      expect(await tile.getAttribute('aria-selected')).toBe('false');
    }
    await shoot(opened, '09-unavailable');
  });
});

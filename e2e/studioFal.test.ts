/** The Studio with fal: its operations, and what a person is told when they fail. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commonFaults } from '../simulators/simulatorServer.ts';
import { leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';
import { goToTab, openStudio, photo, shoot } from './studioWalk.ts';
import { callerOf } from './works.ts';

const world = e2e({
  with: ['fal'],
  // The price is requested while the provider becomes unavailable.
  tolerates: /status of 409 .*generation\.quote/,
});
let person: Buffer;
let face: Buffer;

beforeAll(async () => {
  person = await photo('Portrait of a woman in a garden', 5);
  face = await photo('Portrait of a man by the sea', 9);
});

afterEach(async () => {
  const { fal } = world.stack;
  if (fal) {
    fal.outOfMoney = false;
    fal.faults.clear();
  }
  await world.query("update alerts set resolved_at = now() where kind = 'provider_down'");
});

/** The last job of the simulated fal. */
function lastJob() {
  const job = [...(world.stack.fal?.jobs.all.values() ?? [])].at(-1);
  if (!job) {
    throw new Error('fal was not asked');
  }
  return job;
}

describe('the studio over fal', () => {
  it('draws a new picture by references', async () => {
    const studio = await openStudio(world);
    await studio.words('Description').fill('The same woman on a bicycle');
    await studio.upload(/Add an image/, 'person.jpg', person);
    await studio.app.getByRole('button', { name: /Add a second/ }).waitFor();
    await shoot(studio.opened, 'fal-01-reference');
    await expect.poll(() => studio.app.locator('.goes-in-pics > *').count()).toBe(1);
    expect(await studio.make(/^Create .*free/)).toMatchObject({ operation: 'create' });
    expect(lastJob()).toMatchObject({
      model: 'fal-ai/nano-banana/edit',
      input: { aspect_ratio: '3:4', prompt: 'The same woman on a bicycle' },
    });
    expect(lastJob().input.image_urls).toHaveLength(1);
  });

  it('carries out the operations that need an AI model, each at its price', async () => {
    const studio = await openStudio(world);
    const { opened, app, operation, words, priceLine } = studio;
    const left = (text: string | RegExp) => priceLine.getByText(text).first().waitFor();
    const next = async (name: RegExp) => {
      await goToTab(opened, 'Create');
      await operation(name).click();
    };

    await words('Description').fill('A red bicycle by a wall');
    await left('3 left after');
    expect(await studio.make(/^Create .*free/)).toMatchObject({
      operation: 'create',
      width: 768,
      height: 1024,
    });
    expect(lastJob()).toMatchObject({
      model: 'fal-ai/nano-banana',
      input: { aspect_ratio: '3:4', prompt: 'A red bicycle by a wall' },
    });

    await next(/^Edit/);
    await studio.upload(/Add an image/, 'person.jpg', person);
    await words('What to change').fill('Replace the background with a plain wall');
    await left('2 left after');
    await shoot(opened, 'fal-02-edit');
    expect(await studio.make(/^Edit .*free/)).toMatchObject({ operation: 'edit' });
    expect(lastJob().input.image_urls).toHaveLength(1);
    await shoot(opened, 'fal-02-edit-done');

    // Each operation has pictures of its own.
    await next(/^Face swap/);
    await studio.upload(/Add an image/, 'person.jpg', person);
    await studio.upload(/Add face/, 'face.jpg', face);
    await left('1 left after');
    await shoot(opened, 'fal-03-face');
    expect(await studio.make(/^Swap faces .*free/)).toMatchObject({ operation: 'face_swap' });
    const swapped = lastJob();
    expect(swapped.model).toBe('fal-ai/face-swap');
    expect(swapped.input.base_image_url).not.toBe(swapped.input.swap_image_url);

    await next(/^Retouch/);
    await studio.upload(/Add an image/, 'person.jpg', person);
    await words('What to fix').fill('Make it brighter');
    await left('0 left after');
    expect(await studio.make(/^Retouch .*free/)).toMatchObject({ operation: 'retouch' });

    await next(/^Upscale/);
    await studio.upload(/Add an image/, 'person.jpg', person);
    await left('100 →');
    expect(await studio.make(/^Upscale .*10/)).toMatchObject({
      operation: 'upscale',
      paid_with: 'coins',
      width: 900,
      height: 1200,
    });
    expect(lastJob().input.upscale_factor).toBe(2);
    const large = await sharp(await studio.takeFile('fal-05-upscale')).metadata();
    expect([large.width, large.height]).toEqual([900, 1200]);

    await next(/^Merge/);
    await studio.upload(/Add object/, 'face.jpg', face);
    await studio.upload(/Add scene/, 'person.jpg', person);
    await words('How to merge').fill('Put both in one room');
    await left('90 →');
    expect(await studio.make(/^Merge .*10/)).toMatchObject({ operation: 'merge' });
    expect(lastJob().input.image_urls).toHaveLength(2);

    await next(/^Video/);
    await studio.upload(/Add first frame/i, 'person.jpg', person);
    await words('Description').fill('Waves roll onto a shore');
    await left('80 →');
    await app.getByRole('switch', { name: 'Sound' }).click();
    await shoot(opened, 'fal-07-video');
    expect(await studio.make(/^Create .*19/)).toMatchObject({
      kind: 'video',
      mime: 'video/mp4',
      price: 1900,
    });
    expect(lastJob()).toMatchObject({
      model: 'fal-ai/veo3.1/fast/image-to-video',
      input: { aspect_ratio: '16:9', duration: '8s', generate_audio: false },
    });
    await app.getByRole('button', { name: 'Play' }).waitFor();
    await shoot(opened, 'fal-07-video-done');
    expect((await studio.takeFile('fal-07-video')).subarray(4, 8).toString()).toBe('ftyp');
    expect((await studio.balance())?.coins).toBe(6_100);

    await goToTab(opened, 'Gallery');
    const works = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    await expect.poll(() => works.count()).toBe(7);
  });

  it('refunds the one of several pictures that failed, and keeps the others', async () => {
    const studio = await openStudio(world);
    const { opened, app, words, userId } = studio;
    const { fal } = world.stack;
    if (!fal) {
      throw new Error('fal is not simulated');
    }
    // Without free operations each is paid by coins.
    await callerOf(world, 'irina').mutate('me.launch');
    await callerOf(world, 'irina').mutate('admin.adjustBalance', {
      requestId: randomUUID(),
      userId: Number(userId),
      asset: 'free_operations',
      direction: 'take',
      amount: 4,
      reason: 'a test',
    });
    const { script } = fal.jobs;
    let asked = 0;
    fal.jobs.script = (job) => {
      asked += 1;
      return asked === 2 ? 'failed' : script(job);
    };
    try {
      await words('Description').fill('A clay jug on a shelf');
      await app
        .getByRole('tablist', { name: 'Images at once' })
        .getByRole('tab', { name: '3' })
        .click();
      await app.getByRole('button', { name: /^Create ×.3.*4\.5/ }).click();
      const works = app.getByRole('list', { name: 'Works, newest first' });
      const failed = works.getByRole('button').filter({ hasText: 'Did not work out' });
      await leaveCelebrations(opened, failed);
      await failed.getByText('1.5 coins returned').waitFor();
      await expect.poll(() => works.getByRole('img', { name: /clay jug/ }).count()).toBe(2);
      await shoot(opened, 'fal-06-one-of-three');
      expect(await failed.count()).toBe(1);
      expect((await studio.balance())?.coins).toBe(9_700);

      await leaveCelebrations(opened, app.getByRole('link', { name: 'Wallet', exact: true }));
      await goToTab(opened, 'Wallet');
      const history = app.getByRole('region', { name: 'History' });
      const amounts = history.locator('.amtv');
      await app.getByRole('region', { name: 'Balance' }).getByText('97').first().waitFor();
      await expect
        .poll(() => history.getByText(/^Return · image did not work out/).count())
        .toBe(1);
      await expect.poll(() => amounts.filter({ hasText: '−1.5' }).count()).toBe(3);
      await expect.poll(() => amounts.filter({ hasText: '+1.5' }).count()).toBe(1);
      await shoot(opened, 'fal-06-one-of-three-history');
    } finally {
      fal.jobs.script = script;
    }
  });

  it('shows a refusal for safety, and refunds the coins', async () => {
    const studio = await openStudio(world);
    const { opened, app, words, operation, priceLine } = studio;
    await operation(/^Video/).click();
    await words('Description').fill('Somebody famous falls sim:refused');
    await priceLine.getByText('100 →').waitFor();
    await app.getByRole('button', { name: /^Create .*19/ }).click();
    await app.getByRole('heading', { name: 'The video did not work out' }).waitFor();
    await app.getByText('The model won’t draw this').waitFor();
    await app.getByText('19 coins returned').waitFor();
    // The number of the work is not broken over two lines.
    await app.getByText(/They will see its number, [0-9A-F]{3}\u2011[0-9A-F]{3}$/).waitFor();
    await shoot(opened, 'fal-10-refused');
    expect((await studio.balance())?.coins).toBe(10_000);

    // The prompt is kept and marked until it is changed.
    await app.getByRole('button', { name: /Edit the description/ }).click();
    const field = words('Description');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await shoot(opened, 'fal-11-refused-words');
  });

  it('uses the built-in artist while the account at fal is empty', async () => {
    const studio = await openStudio(world);
    const { app, words, operation } = studio;
    const { fal } = world.stack;
    if (fal) {
      fal.outOfMoney = true;
    }
    // An operation that only fal has is refused once, refunded, and then shown as unavailable.
    await operation(/^Face swap/).click();
    await studio.upload(/Add an image/, 'person.jpg', person);
    await studio.upload(/Add face/, 'face.jpg', face);
    await app.getByRole('button', { name: /^Swap faces .*free/ }).click();
    await app.getByText('The model is unavailable for now').waitFor();
    await app.getByText('The operation is back').waitFor();
    await shoot(studio.opened, 'fal-12-no-money');
    expect(await studio.balance()).toEqual({ coins: 10_000, free: 4 });

    await goToTab(studio.opened, 'Create');
    await operation(/^Create/).click();
    await words('Description').fill('A lighthouse in a storm');
    expect(await studio.make(/^Create .*free/)).toMatchObject({ width: 888, height: 1184 });
    await goToTab(studio.opened, 'Create');
    await expect.poll(() => operation(/^Face swap/).getAttribute('aria-disabled')).toBe('true');
  });

  it('shows that the model does not answer, and loses nothing', async () => {
    const studio = await openStudio(world);
    const { opened, app, operation } = studio;
    await operation(/^Face swap/).click();
    await studio.upload(/Add an image/, 'person.jpg', person);
    await studio.upload(/Add face/, 'face.jpg', face);
    const swap = app.getByRole('button', { name: /^Swap faces .*free/ });
    await expect.poll(() => swap.isEnabled()).toBe(true);
    world.stack.fal?.faults.add('submit', commonFaults.statusAfterWork(504));
    await swap.click();
    await app.getByText('The connection to the model broke').waitFor();
    await app.getByText('The operation is back').waitFor();
    await shoot(opened, 'fal-13-broken');
    expect(await studio.balance()).toEqual({ coins: 10_000, free: 4 });

    // Nothing has to be filled in again: the same two pictures are sent.
    await app.getByRole('button', { name: /^Try again/ }).click();
    await expect
      .poll(
        () =>
          world.query("select 1 from generations where user_id = $1 and status = 'succeeded'", [
            studio.userId,
          ]),
        { timeout: 30_000 },
      )
      .toHaveLength(1);
  });
});

/** The Studio with Google: Gemini's pictures and Veo's videos. */
import { beforeAll, describe, expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { goToTab, openStudio, photo, shoot } from './studioWalk.ts';

const world = e2e({ with: ['google'] });
let person: Buffer;

beforeAll(async () => {
  person = await photo('Portrait of a woman in a garden', 5);
});

describe('the studio over Google', () => {
  it('makes and changes pictures with Gemini, and videos with Veo', async () => {
    const studio = await openStudio(world);
    const { opened, app, operation, words, priceLine } = studio;
    await words('Description').fill('A red bicycle by a wall');
    await app.getByRole('radio', { name: '16:9' }).click();
    await priceLine.getByText('3 left after').waitFor();
    expect(await studio.make(/^Create .*free/)).toMatchObject({
      operation: 'create',
      width: 1344,
      height: 768,
    });
    await studio.takeFile('google-01-create');

    await goToTab(opened, 'Create');
    await operation(/^Edit/).click();
    await studio.upload(/Add an image/, 'person.jpg', person);
    await words('What to change').fill('Make it autumn');
    await priceLine.getByText('2 left after').waitFor();
    expect(await studio.make(/^Edit .*free/)).toMatchObject({ operation: 'edit', kind: 'image' });
    await shoot(opened, 'google-02-edit-done');

    // Only fal swaps faces.
    await goToTab(opened, 'Create');
    expect(await operation(/^Face swap/).getAttribute('aria-disabled')).toBe('true');

    await operation(/^Video/).click();
    await words('Description').fill('Waves roll onto a shore');
    await app.getByRole('radio', { name: '9:16' }).click();
    // A tap on the length shows the next one; this Veo always has sound.
    const length = app.getByRole('button', { name: /length$/ });
    await length.getByText('8 s').waitFor();
    await length.click();
    await length.getByText('4 s').waitFor();
    expect(await app.getByRole('switch').count()).toBe(0);
    await priceLine.getByText('100 →').waitFor();
    expect(await studio.make(/^Create .*19/)).toMatchObject({
      kind: 'video',
      mime: 'video/mp4',
      paid_with: 'coins',
    });
    await app.getByText(/9:16 · 4/).waitFor();
    await shoot(opened, 'google-03-video-done');
    expect(await studio.balance()).toEqual({ coins: 8_100, free: 2 });

    await goToTab(opened, 'Gallery');
    const works = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    await expect.poll(() => works.count()).toBe(3);
  });

  it('shows why a video was refused, and refunds the coins', async () => {
    const studio = await openStudio(world);
    const { app, operation, words } = studio;
    await operation(/^Video/).click();
    await words('Description').fill('Somebody famous sim:refused');
    await app.getByRole('button', { name: /^Create .*19/ }).click();
    await app.getByText('The model won’t draw this').waitFor();
    await app.getByText('19 coins returned').waitFor();
    expect((await studio.balance())?.coins).toBe(10_000);
  });
});

/** What the built-in artist draws is what the words say: looked at by the pixels that the gallery shows. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });

/** Pixels per side, after the picture is made smaller. */
const SIDE = 160;

type Is = (red: number, green: number, blue: number) => boolean;
/** Left, top, right, bottom; 0 to 1. */
type Part = readonly [number, number, number, number];

const PROMPTS = {
  car: 'a red car',
  plain: 'portrait of a woman',
  glasses: 'portrait of a woman in glasses',
  smile: 'a smiling woman',
  laptop: 'a man at a laptop',
  birthday: 'happy birthday',
  pair: 'two people in a park',
  night: 'a city at night',
} as const;

const WHOLE: Part = [0, 0, 1, 1];
const EYES: Part = [0.4, 0.42, 0.6, 0.52];
const MOUTH: Part = [0.42, 0.5, 0.6, 0.62];
const DESK: Part = [0.3, 0.75, 0.7, 0.95];
const isRed: Is = (r, g, b) => r > 110 && r > g * 1.8 && r > b * 1.8;
const isDark: Is = (r, g, b) => r + g + b < 200;
const isWhite: Is = (r, g, b) => Math.min(r, g, b) > 215;
const isMetal: Is = (r, g, b) => {
  const most = Math.max(r, g, b);
  return most - Math.min(r, g, b) < 35 && most > 120 && most < 235;
};
const isSkin: Is = (r, g, b) => r > 75 && r > g * 1.15 && g > b * 1.05;
const isLitWindow: Is = (r, g, b) => r > 150 && g > 120 && r + g + b > 380;
const BALLOONS: Is[] = [
  isRed,
  (r, g, b) => r > 190 && g > 130 && b < 110,
  (r, g, b) => b > 150 && b > r * 1.5 && b > g * 1.15,
  (r, g, b) => g > 120 && g > r * 1.2 && g > b * 1.2,
  (r, g, b) => Math.min(r, b) > 120 && g < 0.8 * Math.min(r, b),
];

interface Job {
  id: string;
  status: string;
}

/** Orders the picture with a fixed seed, and waits until it is made. */
async function order(prompt: string): Promise<void> {
  const { mutate, query } = callerOf(world, 'anna');
  const asked = { operation: 'create', model: 'nano-banana', prompt, aspectRatio: '1:1' };
  const requestId = randomUUID();
  const { id } = await mutate<Job>('generation.create', {
    ...asked,
    requestId,
    seed: 7,
    inputs: [],
  });
  const status = async () => (await query<Job>('generation.get', { id })).status;
  await expect.poll(status, { interval: 100 }).toBe('succeeded');
}

/** Reads the pixels of the tile that the gallery shows. */
async function lookAt({ app }: OpenedApp, prompt: string) {
  const picture = app.getByRole('img', { name: prompt, exact: true });
  await picture.scrollIntoViewIfNeeded();
  const pixels = await picture
    .and(app.locator('.ready'))
    .evaluate(async (image: HTMLImageElement, side) => {
      await image.decode();
      const canvas = new OffscreenCanvas(side, side).getContext('2d');
      canvas?.drawImage(image, 0, 0, side, side);
      return [...(canvas?.getImageData(0, 0, side, side).data ?? [])];
    }, SIDE);
  /** The part of these pixels that has such a colour. */
  const share = ([left, top, right, bottom]: Part, is: Is) => {
    let found = 0;
    let all = 0;
    for (let y = Math.round(top * SIDE); y < bottom * SIDE; y++) {
      for (let x = Math.round(left * SIDE); x < right * SIDE; x++) {
        const at = 4 * (y * SIDE + x);
        const [r = 0, g = 0, b = 0] = pixels.slice(at, at + 3);
        all += 1;
        found += is(r, g, b) ? 1 : 0;
      }
    }
    return found / all;
  };
  const light = pixels.filter((_, i) => i % 4 !== 3).reduce((sum, v) => sum + v, 0);
  return { share, light: light / (SIDE * SIDE * 3) };
}

it('shows named colours, glasses, a smile, a laptop, a birthday, people, and a city at night', async () => {
  await callerOf(world, 'anna').mutate('me.launch');
  for (const prompt of Object.values(PROMPTS)) {
    await order(prompt);
  }
  const opened = await world.open({
    person: 'anna',
    path: '/gallery',
    size: '390x844',
    embed: true,
  });
  const look = (what: keyof typeof PROMPTS) => lookAt(opened, PROMPTS[what]);

  const car = await look('car');
  expect(car.share(WHOLE, isRed)).toBeGreaterThan(0.04);
  expect(car.share(WHOLE, isRed)).toBeLessThan(0.35);

  const plain = await look('plain');
  const glasses = await look('glasses');
  expect(glasses.share(EYES, isDark)).toBeGreaterThan(0.11);
  expect(plain.share(EYES, isDark)).toBeLessThan(0.11);

  const smiling = await look('smile');
  expect(smiling.share(MOUTH, isWhite)).toBeGreaterThan(0.05);
  expect(plain.share(MOUTH, isWhite)).toBeLessThan(0.02);

  const working = await look('laptop');
  expect(working.share(DESK, isMetal)).toBeGreaterThan(0.9);

  const birthday = await look('birthday');
  for (const colour of BALLOONS) {
    expect(birthday.share(WHOLE, colour)).toBeGreaterThan(0.004);
  }

  const pair = await look('pair');
  expect(pair.share([0.15, 0.45, 0.45, 0.7], isSkin)).toBeGreaterThan(0.1);
  expect(pair.share([0.55, 0.45, 0.85, 0.7], isSkin)).toBeGreaterThan(0.1);

  const night = await look('night');
  expect(night.light).toBeGreaterThan(32);
  expect(night.light).toBeLessThan(110);
  expect(night.share(WHOLE, isLitWindow)).toBeGreaterThan(0.005);
});

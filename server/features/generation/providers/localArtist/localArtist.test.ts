import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pictureSizes } from '../../../../../local-artist/raster.ts';
import { aspectRatios } from '../../../../../shared/catalog/operations.ts';
import { ProviderFailure, type ProviderRequest, type ProviderState } from '../provider.ts';
import { createLocalArtist } from './index.ts';

const artist = createLocalArtist();

function ask(overrides: Partial<ProviderRequest>): ProviderRequest {
  return {
    generationId: '0190-a',
    operation: 'create',
    providerModel: 'local',
    prompt: 'лиса',
    seed: 7,
    aspectRatio: '1:1',
    inputs: [],
    signal: new AbortController().signal,
    ...overrides,
  };
}

async function stateOf(request: ProviderRequest): Promise<ProviderState> {
  const { requestId } = await artist.submit(request);
  return artist.poll(requestId, request);
}

async function draw(overrides: Partial<ProviderRequest>): Promise<Buffer> {
  const state = await stateOf(ask(overrides));
  if (state.state !== 'succeeded') {
    throw new Error(`not drawn: ${JSON.stringify(state)}`);
  }
  const [file] = state.files;
  if (file === undefined || !('bytes' in file)) {
    throw new Error('no bytes');
  }
  return file.bytes;
}

const input = (bytes: Buffer) => ({ bytes, mime: 'image/webp' });

/** Mean red, green and blue. */
async function means(picture: Buffer): Promise<[number, number, number]> {
  const { channels } = await sharp(picture).stats();
  const [r, g, b] = channels.map(({ mean }) => mean);
  return [r ?? 0, g ?? 0, b ?? 0];
}

/** Mean distance of two pictures' colours, 0–255. */
async function distance(a: Buffer, b: Buffer): Promise<number> {
  const raw = (bytes: Buffer) =>
    sharp(bytes).resize(64, 64, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const [x, y] = await Promise.all([raw(a), raw(b)]);
  return x.reduce((sum, value, i) => sum + Math.abs(value - (y[i] ?? 0)), 0) / x.length;
}

async function photo(width = 480, height = 360): Promise<Buffer> {
  return sharp(await draw({ prompt: 'озеро в горах' }))
    .resize(width, height, { fit: 'cover' })
    .png()
    .toBuffer();
}

describe('create', () => {
  it('draws the same bytes for the same request and seed', async () => {
    const prompt = 'акварель: замок и дракон на закате, туман';
    expect(await draw({ prompt })).toEqual(await draw({ prompt }));
  });

  it('draws visibly different pictures for different seeds', async () => {
    for (const prompt of ['горы', 'кофе', 'нечто невыразимое']) {
      const pictures = await Promise.all([1, 2, 3, 4].map((seed) => draw({ prompt, seed })));
      for (const [i, a] of pictures.entries()) {
        for (const b of pictures.slice(i + 1)) {
          expect(await distance(a, b), prompt).toBeGreaterThan(3);
        }
      }
    }
  });

  it.each(aspectRatios)('keeps the proportions %s at about a megapixel', async (aspectRatio) => {
    const { width, height } = await sharp(await draw({ aspectRatio, prompt: 'ocean' })).metadata();
    expect({ width, height }).toEqual(pictureSizes[aspectRatio]);
    const [across, down] = aspectRatio.split(':').map(Number);
    expect(width / height).toBeCloseTo((across ?? 0) / (down ?? 1), 2);
    expect(width * height).toBeGreaterThan(900_000);
  });

  it.each([
    ['red', 0],
    ['красный', 0],
    ['blue', 2],
    ['синий', 2],
    ['green forest', 1],
    ['горы в синих тонах', 2],
  ] as const)('paints "%s" in its colour', async (prompt, channel) => {
    for (const seed of [1, 2, 3]) {
      const colours = await means(await draw({ prompt, seed }));
      const others = colours.filter((_, i) => i !== channel);
      expect(colours[channel]).toBeGreaterThan(Math.max(...others) + 5);
    }
  });

  it('has no colour in black and white, and is darker at night', async () => {
    const [r, g, b] = await means(await draw({ prompt: 'чёрно-белый город' }));
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(2);
    const light = async (prompt: string) =>
      (await means(await draw({ prompt }))).reduce((sum, v) => sum + v, 0);
    expect(await light('город ночью')).toBeLessThan(0.6 * (await light('город днём')));
  });

  /** The part of the picture that is clearly red. */
  async function redness(prompt: string, seed: number): Promise<number> {
    const { data, info } = await sharp(await draw({ prompt, seed }))
      .resize(128, 128)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    let red = 0;
    for (let at = 0; at < data.length; at += 3) {
      const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
      red += r > 110 && r > g * 1.8 && r > b * 1.8 ? 1 : 0;
    }
    return red / (info.width * info.height);
  }

  it.each([
    'a red sports car on the road',
    'машина красного цвета',
    'красная машина ночью',
    'red car in a neon city',
  ])('shows the car of "%s" in red, and the rest in other colours', async (prompt) => {
    for (const seed of [1, 2, 3]) {
      const red = await redness(prompt, seed);
      expect(red, `seed ${seed}`).toBeGreaterThan(0.04);
      expect(red, `seed ${seed}`).toBeLessThan(0.35);
    }
  });

  it.each(['ночной город', 'dark night city', 'black night city', 'night city, black and white'])(
    'draws "%s" dark and not black',
    async (prompt) => {
      const light = (await means(await draw({ prompt }))).reduce((sum, v) => sum + v / 3, 0);
      expect(light).toBeGreaterThan(32);
      expect(light).toBeLessThan(110);
    },
  );

  it('gives different subjects and styles different pictures', async () => {
    const prompts = ['лиса', 'cat', 'маяк', 'planet', 'кофе', 'лиса пиксель арт', 'лиса гравюра'];
    const pictures = await Promise.all(prompts.map((prompt) => draw({ prompt })));
    for (const [i, a] of pictures.entries()) {
      for (const [j, b] of pictures.entries()) {
        expect(
          i === j ? 99 : await distance(a, b),
          `${prompts[i]} / ${prompts[j]}`,
        ).toBeGreaterThan(5);
      }
    }
  });

  it('refuses an empty prompt', async () => {
    await expect(artist.submit(ask({ prompt: '  ' }))).rejects.toMatchObject({
      reason: 'invalid_input',
    });
  });

  it('leaves the event loop free', async () => {
    await draw({ prompt: 'ночной город' });
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const start = performance.now();
    try {
      for (const prompt of [
        'город ночью',
        'oil painting forest',
        'engraving ship',
        'low poly fox',
      ]) {
        await draw({ prompt });
      }
    } finally {
      clearInterval(timer);
    }
    expect(longest).toBeLessThan((performance.now() - start) / 4);
  });
});

describe('working on pictures', () => {
  it('retouches at the same size, and warms or bleaches when asked', async () => {
    const bytes = await photo();
    const plain = await draw({ operation: 'retouch', prompt: '', inputs: [input(bytes)] });
    expect(await sharp(plain).metadata()).toMatchObject({ width: 480, height: 360 });
    expect(await distance(plain, bytes)).toBeGreaterThan(1);
    const [r, , b] = await means(plain);
    const [wr, , wb] = await means(
      await draw({ operation: 'retouch', prompt: 'теплее', inputs: [input(bytes)] }),
    );
    expect(wr - wb).toBeGreaterThan(r - b + 8);
    const grey = await means(
      await draw({ operation: 'retouch', prompt: 'black and white', inputs: [input(bytes)] }),
    );
    expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(2);
  });

  it.each([2, 4] as const)('upscales ×%i without shifting the colours', async (scale) => {
    const bytes = await photo(300, 200);
    const large = await draw({ operation: 'upscale', prompt: '', inputs: [input(bytes)], scale });
    expect(await sharp(large).metadata()).toMatchObject({
      width: 300 * scale,
      height: 200 * scale,
    });
    expect(await distance(large, bytes)).toBeLessThan(4);
  });

  it('upscales no further than the limit of a side', async () => {
    const bytes = await sharp({
      create: { width: 2100, height: 10, channels: 3, background: '#888' },
    })
      .png()
      .toBuffer();
    const large = await draw({ operation: 'upscale', inputs: [input(bytes)], scale: 4 });
    expect(await sharp(large).metadata()).toMatchObject({ width: 8192, height: 39 });
  });

  it.each(['', 'двойная экспозиция', 'collage', 'рядом', 'помести на фон'])(
    'merges pictures: "%s"',
    async (prompt) => {
      const [a, b, c] = [
        await photo(),
        await draw({ prompt: 'лиса' }),
        await draw({ prompt: 'кофе' }),
      ];
      for (const pictures of [
        [a, b],
        [a, b, c],
      ]) {
        const merged = await draw({
          operation: 'merge',
          prompt,
          inputs: pictures.map(input),
          aspectRatio: '4:3',
        });
        expect(await sharp(merged).metadata()).toMatchObject(pictureSizes['4:3']);
        expect(await distance(merged, a)).toBeGreaterThan(3);
      }
    },
  );

  it('answers an unreadable picture with invalid_input', async () => {
    const state = await stateOf(
      ask({ operation: 'retouch', inputs: [input(Buffer.from('no picture'))] }),
    );
    expect(state).toMatchObject({ state: 'failed', reason: 'invalid_input' });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const request = ask({ operation: 'video', prompt: 'море', signal: controller.signal });
    const { requestId } = await artist.submit(request);
    const polled = artist.poll(requestId, request);
    controller.abort();
    await expect(polled).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('video', () => {
  it.each([
    ['парусник в море', false],
    ['оживи', true],
  ] as const)('makes a looping clip: "%s"', async (prompt, still) => {
    const inputs = still ? [input(await photo())] : [];
    const video = await draw({ operation: 'video', prompt, inputs, aspectRatio: '16:9' });
    const { pages, pageHeight, width, format, loop, delay } = await sharp(video, {
      animated: true,
    }).metadata();
    expect({ pages, width, pageHeight, format, loop }).toEqual({
      pages: 36,
      width: 640,
      pageHeight: 360,
      format: 'webp',
      loop: 0,
    });
    expect((delay ?? []).reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(2000);
    const frame = (page: number) => sharp(video, { page }).png().toBuffer();
    expect(await distance(await frame(0), await frame(9))).toBeGreaterThan(0.3);
  });
});

describe('the provider', () => {
  it('refuses operations that need an AI model', async () => {
    for (const operation of ['edit', 'face_swap'] as const) {
      expect(artist.supports(operation, 'artist')).toBe(false);
      await expect(artist.submit(ask({ operation }))).rejects.toBeInstanceOf(ProviderFailure);
    }
    for (const operation of [
      'create',
      'video',
      'retouch',
      'upscale',
      'merge',
      'add_text',
    ] as const) {
      expect(artist.supports(operation, 'artist')).toBe(true);
    }
  });

  it('reports rising progress until the delay has passed', async () => {
    let time = 1000;
    const slow = createLocalArtist({ delayMs: 4000, now: () => time });
    const request = ask({});
    const { requestId } = await slow.submit(request);
    expect(await slow.poll(requestId, request)).toEqual({ state: 'running', progress: 0 });
    time = 3000;
    expect(await slow.poll(requestId, request)).toEqual({ state: 'running', progress: 0.5 });
    time = 5000;
    expect(await slow.poll(requestId, request)).toMatchObject({ state: 'succeeded' });
  });

  it('obeys test commands only where they are allowed', async () => {
    const trained = createLocalArtist({ testTriggers: true, now: () => 0 });
    const outcome = async (prompt: string) => {
      const request = ask({ prompt });
      const { requestId } = await trained.submit(request);
      return trained.poll(requestId, request);
    };
    expect(await outcome('test:fail')).toMatchObject({ state: 'failed', reason: 'provider_error' });
    expect(await outcome('test:refuse')).toMatchObject({
      state: 'failed',
      reason: 'content_refused',
    });
    expect(await outcome('test:slow')).toMatchObject({ state: 'running' });
    expect(await stateOf(ask({ prompt: 'test:fail' }))).toMatchObject({ state: 'succeeded' });
  });

  it('refuses request ids of others', async () => {
    await expect(artist.poll('fal-123', ask({}))).rejects.toMatchObject({
      reason: 'provider_error',
    });
  });
});

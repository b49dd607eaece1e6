import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { addText, readInscriptions } from './addText.ts';
import { InvalidRequestError } from './drawn.ts';
import { measureText, textToPath, wrapText } from './lettering.ts';

const signal = new AbortController().signal;

function plain(colour: string, width = 600, height = 400): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
}

async function write(prompt: string, bytes: Buffer): Promise<Buffer> {
  const { bytes: written } = await addText({
    prompt,
    seed: 1,
    aspectRatio: '1:1',
    inputs: [{ bytes, mime: 'image/png' }],
    signal,
  });
  return written;
}

/** How uneven the light is in a horizontal third of the picture. */
async function unrest(picture: Buffer, third: 0 | 1 | 2): Promise<number> {
  const { width, height } = await sharp(picture).metadata();
  const part = await sharp(picture)
    .extract({
      left: 0,
      top: Math.floor((height * third) / 3),
      width,
      height: Math.floor(height / 3),
    })
    .png()
    .toBuffer();
  const { channels } = await sharp(part).greyscale().stats();
  return channels[0]?.stdev ?? 0;
}

describe('readInscriptions', () => {
  it.each([
    ['С днём рождения!', [{ text: 'С днём рождения!', band: null }]],
    ['напиши «Привет» сверху', [{ text: 'Привет', band: 'top' }]],
    ['add "Sale" at the bottom', [{ text: 'Sale', band: 'bottom' }]],
    [
      'top: One\nbottom: Two',
      [
        { text: 'One', band: 'top' },
        { text: 'Two', band: 'bottom' },
      ],
    ],
    [
      'сверху: Раз; снизу: Два',
      [
        { text: 'Раз', band: 'top' },
        { text: 'Два', band: 'bottom' },
      ],
    ],
    ['   ', []],
  ])('reads %j', (prompt, expected) => {
    expect(readInscriptions(prompt)).toEqual(expected);
  });
});

describe('lettering', () => {
  it('draws Cyrillic and Latin letters as outlines', () => {
    expect(textToPath('Привет, world ё', 0, 40, 40).match(/M/g)?.length).toBeGreaterThan(12);
    expect(measureText('Жж', 40)).toBeGreaterThan(40);
  });

  it('wraps to the width and cuts words that are too long', () => {
    const lines = wrapText('короткие слова и Превысокомногорассмотрительствующий', 40, 300);
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => measureText(line, 40)))).toBeLessThanOrEqual(300);
  });
});

describe('addText', () => {
  it('keeps the size and writes where it is asked', async () => {
    const written = await write('top: Заголовок', await plain('#335577'));
    expect(await sharp(written).metadata()).toMatchObject({ width: 600, height: 400 });
    expect(await unrest(written, 0)).toBeGreaterThan(20);
    expect(await unrest(written, 2)).toBeLessThan(2);
  });

  it('chooses light letters on dark and dark letters on light', async () => {
    const extremes = async (colour: string) =>
      (
        await sharp(await write('«Текст» в центре', await plain(colour)))
          .greyscale()
          .stats()
      ).channels[0];
    expect((await extremes('#101820'))?.max).toBeGreaterThan(240);
    expect((await extremes('#f4f1ea'))?.min).toBeLessThan(50);
  });

  it('avoids the part of the picture with the most detail', async () => {
    const stripes = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#456"/>${Array.from({ length: 30 }, (_, i) => `<rect x="${i * 20}" y="240" width="10" height="160" fill="#fff"/>`).join('')}</svg>`,
    );
    const before = await sharp(stripes).png().toBuffer();
    const written = await write('Тихо', before);
    expect(await unrest(written, 0)).toBeGreaterThan((await unrest(before, 0)) + 10);
  });

  it('refuses to write nothing', async () => {
    await expect(write(' ', await plain('#888'))).rejects.toBeInstanceOf(InvalidRequestError);
  });
});

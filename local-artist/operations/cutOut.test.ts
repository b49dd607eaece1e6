import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cutOut } from './cutOut.ts';

const picture = (body: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#f3d9cf"/><stop offset="1" stop-color="#c98f84"/></linearGradient></defs><rect width="600" height="800" fill="url(#g)"/>${body}</svg>`,
    ),
  )
    .jpeg({ quality: 90 })
    .toBuffer();

describe('cutOut', () => {
  it('keeps the subject and removes the background, even one of changing colour', async () => {
    const cut = await cutOut(await picture('<circle cx="300" cy="400" r="150" fill="#1c6b66"/>'));
    const { data, info } = await sharp(cut ?? Buffer.alloc(0))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    expect(Math.abs(info.width - 300)).toBeLessThan(16);
    expect(Math.abs(info.height - 300)).toBeLessThan(16);
    const alphaAt = (x: number, y: number) => data[(y * info.width + x) * 4 + 3];
    expect(alphaAt(2, 2)).toBe(0);
    expect(alphaAt(info.width >> 1, info.height >> 1)).toBe(255);
  });

  it('finds nothing in an empty picture, in a completely filled one, and in a skyline', async () => {
    const towers = Array.from(
      { length: 30 },
      (_, i) =>
        `<rect x="${40 + i * 18}" y="${150 + ((i * 97) % 300)}" width="9" height="650" fill="#203040"/>`,
    ).join('');
    const full = '<rect x="0" y="0" width="600" height="640" fill="#203040"/>';
    for (const body of ['', full, towers]) {
      expect(await cutOut(await picture(body))).toBeNull();
    }
  });
});

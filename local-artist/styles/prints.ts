import sharp from 'sharp';
import { breathe, brightness, colourAt, type Samples, sample, toHex } from '../raster.ts';
import { type Canvas, png, svgOf } from './canvas.ts';

/** Ink lines over a faint wash. */
export async function line(canvas: Canvas): Promise<Buffer> {
  const grey = await sharp(canvas.picture)
    .greyscale()
    .blur(1.3)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const kernel = (turned: boolean) =>
    turned ? [-1, -2, -1, 0, 0, 0, 1, 2, 1] : [-1, 0, 1, -2, 0, 2, -1, 0, 1];
  const sides = await Promise.all(
    [false, true].flatMap((turned) =>
      [1, -1].map((sign) =>
        sharp(grey)
          .convolve({ width: 3, height: 3, kernel: kernel(turned).map((v) => v * sign), scale: 1 })
          .png({ compressionLevel: 1 })
          .toBuffer(),
      ),
    ),
  );
  const [first = grey, ...others] = sides;
  const joined = await sharp(first)
    .composite(others.map((input) => ({ input, blend: 'lighten' as const })))
    .png({ compressionLevel: 1 })
    .toBuffer();
  const ink = await sharp(joined)
    .greyscale()
    .blur(0.6)
    .linear(-3.4, 290)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const wash = await sharp(canvas.picture)
    .blur(5)
    .modulate({ saturation: 0.55 })
    .linear(0.3, 176)
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(wash)
    .composite([{ input: ink, blend: 'multiply' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export async function pixel({ picture, width, height }: Canvas): Promise<Buffer> {
  const cell = Math.max(width, height) / 104;
  const small = await sharp(picture)
    .resize(Math.round(width / cell), Math.round(height / cell), { kernel: 'cubic' })
    .modulate({ saturation: 1.15 })
    .png({ palette: true, colours: 28, dither: 0 })
    .toBuffer();
  return sharp(small)
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Lines that are thicker in dark parts, as in an engraving. */
export async function engraving(canvas: Canvas): Promise<Buffer> {
  const { width, height, signal } = canvas;
  const step = Math.min(width, height) / 150;
  const points = Math.round(width / 3.4);
  const small = await sample(sharp(canvas.picture).greyscale().normalise().toColourspace('srgb'), {
    width: points,
    height: Math.round(height / step) + 4,
  });
  let path = '';
  const rows = Math.ceil(height / step) + 2;
  for (let row = -1; row < rows; row++) {
    const upper: string[] = [];
    const lower: string[] = [];
    for (let i = 0; i <= points; i++) {
      const x = (i * width) / points;
      const y = row * step + Math.sin(x / 90 + row * 0.06) * step * 1.3;
      const thick = step * 0.56 * (1.02 - brightness(colourAt(small, i, y / step))) ** 1.25;
      upper.push(`${x.toFixed(1)} ${(y - thick).toFixed(1)}`);
      lower.push(`${x.toFixed(1)} ${(y + thick).toFixed(1)}`);
    }
    path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
    if (row % 10 === 9) {
      await breathe(signal);
    }
  }
  return png(
    svgOf(
      canvas,
      `<rect width="100%" height="100%" fill="#f3ead6"/><path d="${path}" fill="#1f2430"/>`,
    ),
  );
}

/** Dots of a printed comic over flat colours, with dark outlines. */
export async function pop(canvas: Canvas): Promise<Buffer> {
  const { width, height, signal } = canvas;
  const step = Math.min(width, height) / 92;
  const flat = await sharp(canvas.picture)
    .median(5)
    .modulate({ saturation: 1.6 })
    .png({ palette: true, colours: 14, dither: 0 })
    .toBuffer();
  const small: Samples = await sample(sharp(flat), {
    width: Math.round(width / step),
    height: Math.round(height / step),
  });
  let body = '';
  for (let row = 0; row < small.height; row++) {
    for (let column = 0; column < small.width; column++) {
      const colour = colourAt(small, column, row);
      const light = brightness(colour);
      const r = step * 0.62 * (1 - light) ** 0.7;
      body += `<circle cx="${((column + (row % 2) * 0.5) * step).toFixed(1)}" cy="${(row * step).toFixed(1)}" r="${r.toFixed(1)}" fill="${toHex(colour, -58)}"/>`;
    }
    if (row % 12 === 11) {
      await breathe(signal);
    }
  }
  const dots = await png(svgOf(canvas, `<g opacity=".5">${body}</g>`));
  return sharp(flat)
    .toColourspace('srgb')
    .composite([{ input: dots }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Fewer, more saturated colours inside a margin. */
export async function poster(canvas: Canvas): Promise<Buffer> {
  const { width, height } = canvas;
  const flat = await sharp(canvas.picture)
    .median(5)
    .png({ palette: true, colours: 20, dither: 0 })
    .toBuffer();
  const m = Math.round(Math.min(width, height) * 0.045);
  const frame = svgOf(
    canvas,
    `<path d="M0 0H${width}V${height}H0ZM${m} ${m}V${height - m}H${width - m}V${m}Z" fill="#f4ecdc" fill-rule="evenodd"/>`,
  );
  return sharp(flat)
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(frame) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

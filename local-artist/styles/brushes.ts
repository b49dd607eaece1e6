import sharp from 'sharp';
import { breathe, brightness, colourAt, openSvg, sample, toHex } from '../raster.ts';
import { type Canvas, png, svgOf } from './canvas.ts';

/** Short strokes of a loaded brush along a flowing field, from broad to fine. */
export async function oil(canvas: Canvas): Promise<Buffer> {
  const { width, height, random, signal } = canvas;
  const small = await sample(sharp(canvas.picture), { width: width >> 2, height: height >> 2 });
  const [a, b] = [random.between(0, 6), random.between(0, 6)];
  let body = `<image width="${width}" height="${height}" xlink:href="data:image/png;base64,${canvas.picture.toString('base64')}"/>`;
  for (const { count, long, thick } of [
    { count: 2200, long: 44, thick: 17 },
    { count: 4200, long: 26, thick: 9 },
    { count: 3600, long: 15, thick: 4.5 },
  ]) {
    for (let i = 0; i < count; i++) {
      const [x, y] = [random.next() * width, random.next() * height];
      const colour = colourAt(small, x / 4, y / 4);
      const dx =
        brightness(colourAt(small, x / 4 + 2, y / 4)) -
        brightness(colourAt(small, x / 4 - 2, y / 4));
      const dy =
        brightness(colourAt(small, x / 4, y / 4 + 2)) -
        brightness(colourAt(small, x / 4, y / 4 - 2));
      const steep = Math.hypot(dx, dy);
      if (thick > 8 && steep > 0.16) {
        continue;
      }
      const flow = Math.sin(x / 150 + a) + Math.cos(y / 130 + b) * 0.9 + Math.sin((x + y) / 260);
      const angle = steep > 0.05 ? Math.atan2(dx, -dy) : flow;
      const [ex, ey] = [Math.cos(angle) * long, Math.sin(angle) * long];
      body += `<path d="M${x.toFixed(0)} ${y.toFixed(0)}q${(ex * 0.5 - ey * 0.16).toFixed(1)} ${(ey * 0.5 + ex * 0.16).toFixed(1)} ${ex.toFixed(1)} ${ey.toFixed(1)}" stroke="${toHex(colour, random.between(-16, 18))}" stroke-width="${(thick * random.between(0.6, 1.15)).toFixed(1)}"/>`;
      if (i % 500 === 499) {
        await breathe(signal);
      }
    }
  }
  return png(
    svgOf(canvas, `<g fill="none" stroke-linecap="round" stroke-opacity=".86">${body}</g>`),
  );
}

/** Edges that bleed, pigment that pools, paper that shows through. */
export async function watercolour(full: Canvas): Promise<Buffer> {
  // Painted at seven tenths of the size: soft edges need no more, and it takes half the time.
  const [width, height] = [Math.round(full.width * 0.7), Math.round(full.height * 0.7)];
  const { seed } = full;
  const canvas = { ...full, width, height };
  const washed = await sharp(canvas.picture)
    .resize(width, height)
    .median(5)
    .modulate({ saturation: 1.12 })
    .linear(0.72, 74)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const id = seed % 9973;
  const bleed = `<filter id="bleed" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".024" numOctaves="2" seed="${id}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="26" xChannelSelector="R" yChannelSelector="G"/></filter>`;
  const inset = Math.round(Math.min(width, height) * 0.045);
  const sheet = `<clipPath id="sheet"><rect x="${inset}" y="${inset}" width="${width - inset * 2}" height="${height - inset * 2}"/></clipPath>`;
  const image = `<image width="${width}" height="${height}" clip-path="url(#sheet)" xlink:href="data:image/png;base64,${washed.toString('base64')}"/>`;
  const painted = await png(
    svgOf(
      canvas,
      `<defs>${bleed}${sheet}</defs><rect width="100%" height="100%" fill="#fbf7ee"/><g filter="url(#bleed)">${image}</g>`,
    ),
  );
  canvas.signal.throwIfAborted();
  // Pigment and paper texture are rendered small and enlarged: they are soft anyway.
  const small = { width: Math.round(width / 4), height: Math.round(height / 4) };
  const pools = await openSvg(
    svgOf(
      small,
      `<filter id="pool" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".024" numOctaves="3" seed="${id + 7}"/><feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 1.9 0 0 0 -.72"/></filter><g opacity=".55"><rect width="100%" height="100%" filter="url(#pool)"/></g>`,
    ),
  )
    .resize(width, height, { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const paper = await openSvg(
    svgOf(
      { width: 256, height: 256 },
      `<filter id="paper" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".09" numOctaves="3" seed="${id + 3}" stitchTiles="stitch" result="p"/><feDiffuseLighting in="p" surfaceScale="1.5" lighting-color="#ffffff"><feDistantLight azimuth="50" elevation="62"/></feDiffuseLighting></filter><rect width="100%" height="100%" filter="url(#paper)"/>`,
    ),
  )
    .linear(0.75, 70)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const edges = await sharp(painted)
    .greyscale()
    .blur(1)
    .convolve({ width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1], scale: 1 })
    .linear(-0.8, 255)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const dry = await sharp(painted)
    .composite([{ input: pools }, { input: edges, blend: 'multiply' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  const large = await sharp(dry)
    .resize(full.width, full.height, { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(large)
    .composite([{ input: paper, blend: 'multiply', tile: true }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

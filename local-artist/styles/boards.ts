import sharp from 'sharp';
import { breathe, brightness, colourAt, sample, toHex } from '../raster.ts';
import { type Canvas, png, svgOf } from './canvas.ts';

/** The picture laid out in blocks on a tilted board, higher where it is brighter. */
export async function isometric(canvas: Canvas): Promise<Buffer> {
  const { width, height, signal } = canvas;
  const cells = 60;
  const small = await sample(sharp(canvas.picture).modulate({ saturation: 1.15 }), {
    width: cells,
    height: cells,
  });
  const w = (Math.min(width, height * 1.25) * 0.94) / (cells * 2);
  const h = w * 0.58;
  const [ox, oy] = [width / 2, height * 0.5 - cells * h + h * 3];
  let body = '';
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const colour = colourAt(small, column, row);
      const [x, y] = [ox + (column - row) * w, oy + (column + row) * h];
      const up = h * (1.2 + 4.4 * brightness(colour));
      const p = (dx: number, dy: number) => `${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
      body += `<path d="M${p(-w, h - up)}L${p(0, 2 * h - up)}V${(y + 2 * h + h).toFixed(1)}L${p(-w, h + h)}Z" fill="${toHex(colour, -26)}"/><path d="M${p(w, h - up)}L${p(0, 2 * h - up)}V${(y + 2 * h + h).toFixed(1)}L${p(w, h + h)}Z" fill="${toHex(colour, -52)}"/><path d="M${p(0, -up)}L${p(w, h - up)}L${p(0, 2 * h - up)}L${p(-w, h - up)}Z" fill="${toHex(colour, 10)}"/>`;
    }
    if (row % 6 === 5) {
      await breathe(signal);
    }
  }
  const back = await sharp(canvas.picture)
    .resize(8, 8, { fit: 'fill' })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .blur(40)
    .modulate({ saturation: 0.5 })
    .linear(0.45, 120)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const board = await png(
    svgOf(
      canvas,
      `<defs><filter id="s"><feGaussianBlur stdDeviation="22"/></filter></defs><path d="M${ox - cells * w} ${oy + cells * h + 40}L${ox} ${oy + cells * 2 * h + 60}L${ox + cells * w} ${oy + cells * h + 40}L${ox} ${oy}Z" opacity=".4" filter="url(#s)"/>${body}`,
    ),
  );
  return sharp(back)
    .composite([{ input: board }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Teal and gold with a stepped frame. */
export async function deco(canvas: Canvas): Promise<Buffer> {
  const { width, height } = canvas;
  const u = Math.min(width, height) / 100;
  const box = (m: number, s: number) =>
    `<path d="M${m * u + 6 * u} ${m * u}H${width - m * u - 6 * u}V${m * u + 3 * u}H${width - m * u - 3 * u}V${m * u + 6 * u}H${width - m * u}V${height - m * u - 6 * u}H${width - m * u - 3 * u}V${height - m * u - 3 * u}H${width - m * u - 6 * u}V${height - m * u}H${m * u + 6 * u}V${height - m * u - 3 * u}H${m * u + 3 * u}V${height - m * u - 6 * u}H${m * u}V${m * u + 6 * u}H${m * u + 3 * u}V${m * u + 3 * u}H${m * u + 6 * u}Z" stroke-width="${s * u}"/>`;
  const gold =
    '<linearGradient id="g" x2="1" y2="1"><stop offset="0" stop-color="#f8e3a0"/><stop offset=".5" stop-color="#c9973c"/><stop offset="1" stop-color="#f3d68a"/></linearGradient>';
  const frame = svgOf(
    canvas,
    `<defs>${gold}</defs><g fill="none" stroke="url(#g)">${box(2.4, 0.9)}${box(4.6, 0.35)}</g>`,
  );
  const tint = svgOf(canvas, '<rect width="100%" height="100%" fill="#d9b978"/>');
  return sharp(canvas.picture)
    .composite([{ input: Buffer.from(tint), blend: 'soft-light' }, { input: Buffer.from(frame) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Replaces the first frame of a video, which can't be decoded here. */
import { createHash } from 'node:crypto';
import { sharp } from './sharp.ts';

const EDGE = 640;

/** A gradient whose colours are derived from the file, in the proportions of the video. */
export function drawPoster(
  size: { width: number; height: number },
  bytes: Buffer,
): Promise<Buffer> {
  const scale = EDGE / Math.max(size.width, size.height);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const [first = 0, second = 0] = createHash('sha256').update(bytes).digest();
  const hue = Math.round((first / 255) * 360);
  const turn = 30 + Math.round((second / 255) * 60);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="hsl(${hue}, 32%, 26%)"/>
      <stop offset="1" stop-color="hsl(${(hue + turn) % 360}, 38%, 12%)"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/></svg>`;
  return sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer();
}

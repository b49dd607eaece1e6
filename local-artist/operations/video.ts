import sharp from 'sharp';
import { breathe, openPicture, openSvg, pictureSizes, type Size } from '../raster.ts';
import { composeScene, sceneToSvg } from '../scene/compose.ts';
import { applyStyle } from '../styles/index.ts';
import { readPrompt } from '../words/brief.ts';
import type { Style } from '../words/lookWords.ts';
import type { ArtistRequest, Drawn } from './drawn.ts';

const FRAMES_PER_SECOND = 12;
const SECONDS = 3;
const MAX_SIDE = 640;

/** Styles that are quick enough to render for every frame. */
const moving: readonly Style[] = ['pixel', 'line', 'engraving'];

function videoSize({ width, height }: Size): Size {
  const scale = MAX_SIDE / Math.max(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Animates a still picture by a slow camera: nearer and back, with a drift to the side. */
function animatePicture(picture: Buffer, size: Size): (moment: number) => Promise<Buffer> {
  const wide = { width: size.width * 2, height: size.height * 2 };
  const base = openPicture(picture)
    .flatten()
    .toColourspace('srgb')
    .resize(wide.width, wide.height, { fit: 'cover', position: 'attention' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return async (moment) => {
    const { data, info } = await base;
    const near = 1 - 0.075 * (1 - Math.cos(2 * Math.PI * moment));
    const [w, h] = [Math.round(wide.width * near), Math.round(wide.height * near)];
    const left = Math.round((wide.width - w) * (0.5 + 0.4 * Math.sin(2 * Math.PI * moment)));
    const top = Math.round((wide.height - h) * 0.5);
    return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
      .extract({ left, top, width: w, height: h })
      .resize(size.width, size.height, { fit: 'fill' })
      .png({ compressionLevel: 1 })
      .toBuffer();
  };
}

function animateScene(request: ArtistRequest, size: Size): (moment: number) => Promise<Buffer> {
  const brief = readPrompt(request.prompt);
  const style = brief.style;
  return async (moment) => {
    const scene = composeScene(brief, request.seed, size, moment);
    const drift = 2.6 * Math.sin(2 * Math.PI * moment);
    const svg = sceneToSvg(scene, { drift, reflection: brief.weather.includes('reflection') });
    const frame = await openSvg(svg).flatten().png({ compressionLevel: 1 }).toBuffer();
    return style !== null && moving.includes(style)
      ? applyStyle(style, frame, size, request.seed, request.signal)
      : frame;
  };
}

/** A short looping clip (animated WebP) of a prompt's scene, or of the given picture. */
export async function video(request: ArtistRequest): Promise<Drawn> {
  const size = videoSize(pictureSizes[request.aspectRatio]);
  const [input] = request.inputs;
  const frameAt =
    input === undefined ? animateScene(request, size) : animatePicture(input.bytes, size);
  const count = FRAMES_PER_SECOND * SECONDS;
  const frames: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    await breathe(request.signal);
    frames.push(await frameAt(i / count));
  }
  const bytes = await sharp(frames, { join: { animated: true } })
    .webp({
      quality: 78,
      effort: 1,
      loop: 0,
      delay: Array.from({ length: count }, () => Math.round(1000 / FRAMES_PER_SECOND)),
    })
    .toBuffer();
  return { bytes, mime: 'image/webp' };
}

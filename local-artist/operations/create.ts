import sharp from 'sharp';
import { grainTile, openSvg, pictureSizes, type Size } from '../raster.ts';
import { composeScene, sceneToSvg } from '../scene/compose.ts';
import { applyStyle, isClean } from '../styles/index.ts';
import { sticker } from '../styles/sticker.ts';
import { type Brief, readPrompt } from '../words/brief.ts';
import type { ArtistRequest, Drawn } from './drawn.ts';

/** Draws a prompt at the size as PNG bytes. */
export async function drawPicture(
  brief: Brief,
  seed: number,
  size: Size,
  signal: AbortSignal,
): Promise<Buffer> {
  const scene = composeScene(brief, seed, size);
  if (brief.style === 'sticker') {
    return sticker(scene, seed, size);
  }
  const svg = sceneToSvg(scene, {
    paper: brief.style === 'paper',
    reflection: brief.weather.includes('reflection'),
  });
  const drawn = await openSvg(svg).flatten().png({ compressionLevel: 1 }).toBuffer();
  signal.throwIfAborted();
  if (brief.style === null) {
    return drawn;
  }
  return applyStyle(brief.style, drawn, size, seed, signal);
}

/** Draws a new picture from a prompt. */
export async function create(request: ArtistRequest): Promise<Drawn> {
  const brief = readPrompt(request.prompt);
  const picture = await drawPicture(
    brief,
    request.seed,
    pictureSizes[request.aspectRatio],
    request.signal,
  );
  const grain = isClean(brief.style)
    ? []
    : [{ input: await grainTile(request.seed, 0.3), tile: true, blend: 'soft-light' as const }];
  request.signal.throwIfAborted();
  const bytes = await sharp(picture).composite(grain).webp({ quality: 90, effort: 2 }).toBuffer();
  return { bytes, mime: 'image/webp' };
}

import sharp from 'sharp';
import { createRandom } from '../random.ts';
import { openSvg, type Size } from '../raster.ts';
import { type Scene, sceneToSvg } from '../scene/compose.ts';

const papers = ['#f2c14e', '#8ecae6', '#b8d8ba', '#f4a7a0', '#cdb4db', '#f7ede2'] as const;
/** Parts of the shorter side. */
const OUTLINE = 0.022;
const SHARE = 0.74;

/** The foreground of the scene, cut out with a thick white edge, on plain paper. */
export async function sticker(scene: Scene, seed: number, size: Size): Promise<Buffer> {
  const { width, height } = size;
  const layers = scene.layers.filter(({ kind, depth }) => kind === 'thing' && depth > 0.1);
  const drawn = await openSvg(sceneToSvg({ ...scene, layers }))
    .png()
    .toBuffer();
  const cut = await sharp(drawn)
    .trim({ background: '#00000000', threshold: 1 })
    .resize(Math.round(width * SHARE), Math.round(height * SHARE), { fit: 'inside' })
    .png()
    .toBuffer();
  const { width: w, height: h } = await sharp(cut).metadata();
  const [left, top] = [Math.round((width - w) / 2), Math.round((height - h) / 2)];
  const reach = Math.min(width, height) * OUTLINE;
  const alone = await sharp({
    create: { width, height, channels: 4, background: '#00000000' },
  })
    .composite([{ input: cut, left, top }])
    .png()
    .toBuffer();
  const raw = { width, height, channels: 1 as const };
  const mask = await sharp(alone).extractChannel('alpha').raw().toBuffer();
  // Blurring and then thresholding at a low value grows the shape by the reach.
  const spread = await sharp(mask, { raw }).blur(reach).extractChannel(0).raw().toBuffer();
  const edge = spread.map((value) => Math.min(255, Math.max(0, (value - 12) * 24)));
  const grown = await sharp(edge, { raw }).extractChannel(0).png().toBuffer();
  const filled = (colour: string, alpha: Buffer) =>
    sharp({ create: { width, height, channels: 3, background: colour } })
      .joinChannel(alpha)
      .png()
      .toBuffer();
  const shadow = await sharp(await sharp(grown).linear(0.35, 0).png().toBuffer())
    .blur(reach * 0.8)
    .extractChannel(0)
    .png()
    .toBuffer();
  const paper = createRandom(seed).fork('paper').pick(papers);
  return sharp({ create: { width, height, channels: 3, background: paper } })
    .composite([
      { input: await filled('#1c2430', shadow), top: Math.round(reach * 0.6), left: 0 },
      { input: await filled('#ffffff', grown) },
      { input: alone },
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** What simulated AI models draw: a gradient chosen by the seed, with the prompt's first words. */
import sharp from 'sharp';

export interface PictureRequest {
  prompt: string;
  seed: number;
  width: number;
  height: number;
}

const WORDS_SHOWN = 6;

/** @returns a PNG that is the same for the same request. */
export async function drawPicture(request: PictureRequest): Promise<Buffer> {
  const { width, height } = request;
  const hue = request.seed % 360;
  const words = request.prompt.split(/\s+/).slice(0, WORDS_SHOWN).join(' ');
  const size = Math.round(Math.min(width, height) / 16);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
<stop offset="0" stop-color="hsl(${hue},70%,45%)"/><stop offset="1" stop-color="hsl(${(hue + 80) % 360},75%,25%)"/>
</linearGradient></defs>
<rect width="100%" height="100%" fill="url(#g)"/>
<circle cx="${width * 0.7}" cy="${height * 0.35}" r="${size * 3}" fill="hsl(${(hue + 180) % 360},80%,70%)" opacity="0.8"/>
<text x="50%" y="88%" fill="white" font-family="sans-serif" font-size="${size}" text-anchor="middle">${escapeXml(words)}</text>
</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

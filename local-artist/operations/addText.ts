import sharp from 'sharp';
import {
  breathe,
  brightness,
  colourAt,
  openPicture,
  type Samples,
  type Size,
  sample,
} from '../raster.ts';
import { type ArtistRequest, type Drawn, firstInput, InvalidRequestError } from './drawn.ts';
import { measureText, textToPath, wrapText } from './lettering.ts';

type Band = 'top' | 'middle' | 'bottom';

export interface Inscription {
  text: string;
  /** Null: chosen by the picture. */
  band: Band | null;
}

const bandWords: readonly [RegExp, Band][] = [
  [/^\s*(?:top|сверху|вверху|верх)\s*[:：-]\s*/iu, 'top'],
  [/^\s*(?:bottom|снизу|внизу|низ)\s*[:：-]\s*/iu, 'bottom'],
  [/^\s*(?:center|centre|middle|в центре|центр|по центру|посередине)\s*[:：-]\s*/iu, 'middle'],
];
const mentioned: readonly [RegExp, Band][] = [
  [/(?:\btop\b|сверху|вверху)/iu, 'top'],
  [/(?:\bbottom\b|снизу|внизу)/iu, 'bottom'],
  [/(?:\bcent(?:er|re)\b|\bmiddle\b|в центре|по центру|посередине)/iu, 'middle'],
];
const quoted = /«([^»]+)»|“([^”]+)”|"([^"]+)"|„([^“]+)“/gu;

/** What to write and where: quoted words, or lines that may begin with `top:` or `bottom:`. */
export function readInscriptions(prompt: string): Inscription[] {
  const quotes = [...prompt.matchAll(quoted)].map((match) => ({
    text: (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim(),
    at: match.index,
  }));
  const spoken = quotes.filter(({ text }) => text !== '');
  if (spoken.length > 0) {
    return spoken.map(({ text, at }, i) => {
      const before = prompt.slice(
        i === 0 ? 0 : (spoken[i - 1]?.at ?? 0) + (spoken[i - 1]?.text.length ?? 0),
        at,
      );
      const after = spoken.length === 1 ? prompt.slice(at + text.length) : '';
      const band =
        mentioned.find(([pattern]) => pattern.test(before) || pattern.test(after))?.[1] ?? null;
      return { text, band };
    });
  }
  const free: string[] = [];
  const placed: Inscription[] = [];
  for (const line of prompt.split(
    /\n|;(?=\s*(?:top|bottom|сверху|снизу|вверху|внизу|центр|center)\s*:)/iu,
  )) {
    const band = bandWords.find(([pattern]) => pattern.test(line));
    if (band === undefined) {
      free.push(line.trim());
    } else {
      placed.push({ text: line.replace(band[0], '').trim(), band: band[1] });
    }
  }
  const rest = free.filter(Boolean).join('\n');
  return [...placed, ...(rest === '' ? [] : [{ text: rest, band: null }])].filter(
    ({ text }) => text !== '',
  );
}

const GRID = 48;
const bandRows = {
  top: [0.06, 0.36],
  middle: [0.36, 0.64],
  bottom: [0.66, 0.95],
} as const satisfies Record<Band, readonly [number, number]>;

interface Field {
  /** The amount of detail: the mean difference between neighbours, 0–1. */
  unrest: number;
  light: number;
}

function look(samples: Samples, from: number, to: number): Field {
  let [unrest, light, count] = [0, 0, 0];
  for (let y = Math.floor(from * GRID); y < Math.floor(to * GRID); y++) {
    for (let x = 3; x < GRID - 3; x++) {
      const here = brightness(colourAt(samples, x, y));
      light += here;
      unrest +=
        Math.abs(here - brightness(colourAt(samples, x + 1, y))) +
        Math.abs(here - brightness(colourAt(samples, x, y + 1)));
      count += 1;
    }
  }
  return { unrest: unrest / count, light: light / count };
}

function calmest(samples: Samples, taken: readonly Band[]): Band {
  const free = (['bottom', 'top', 'middle'] as const).filter((band) => !taken.includes(band));
  // The main subject is usually in the middle: that band is chosen only when it is much calmer.
  const cost = (band: Band) =>
    look(samples, bandRows[band][0], bandRows[band][1]).unrest * (band === 'middle' ? 2.2 : 1);
  return free.reduce<Band>(
    (best, band) => (cost(band) < cost(best) ? band : best),
    free[0] ?? 'bottom',
  );
}

/** The largest letters with which the text fits the band, and its lines. */
function largestFit(text: string, size: Size, room: number): { letters: number; lines: string[] } {
  const width = size.width * 0.88;
  const least = Math.max(10, Math.min(size.width, size.height) * 0.022);
  for (let letters = Math.min(size.width, size.height) * 0.13; letters > least; letters *= 0.93) {
    const lines = wrapText(text, letters, width);
    const whole = text.split(/\s+/).every((word) => measureText(word, letters) <= width);
    if (
      whole &&
      lines.length * letters * 1.16 <= room &&
      (lines.length <= 3 || letters < size.height * 0.06)
    ) {
      return { letters, lines };
    }
  }
  return {
    letters: least,
    lines: wrapText(text, least, width).slice(
      0,
      Math.max(1, Math.floor((size.height * 0.9) / (least * 1.16))),
    ),
  };
}

async function draw(
  { text }: Inscription,
  band: Band,
  samples: Samples,
  sheet: { size: Size; id: number; signal: AbortSignal },
): Promise<string> {
  const { size, id, signal } = sheet;
  const { width, height } = size;
  const [from, to] = bandRows[band];
  const { letters, lines } = largestFit(text, size, (to - from) * height);
  const pitch = letters * 1.16;
  const block = lines.length * pitch;
  const top =
    band === 'top' ? from * height : band === 'bottom' ? to * height - block : (height - block) / 2;
  const field = look(
    samples,
    Math.max(0, top / height - 0.02),
    Math.min(1, (top + block) / height + 0.02),
  );
  const dark = field.light > 0.62 && field.unrest < 0.16;
  const ink = dark ? '#14171c' : '#ffffff';
  const under = dark ? '#ffffff' : '#05070a';
  let path = '';
  for (const [i, line] of lines.entries()) {
    const left = (width - measureText(line, letters)) / 2;
    path += textToPath(line, left, top + pitch * i + letters * 0.86, letters);
    await breathe(signal);
  }
  // A light scrim where the ground is uneven or not dark enough, and a soft halo everywhere.
  const need = dark
    ? 0.3
    : Math.min(0.62, Math.max(0.12, (field.light - 0.12) * 0.8 + field.unrest * 1.4));
  const pad = letters * 1.5;
  const scrim = `<linearGradient id="s${id}" x2="0" y2="1"><stop offset="0" stop-color="${under}" stop-opacity="${band === 'top' ? need : 0}"/><stop offset="${band === 'top' ? 0.6 : 0.4}" stop-color="${under}" stop-opacity="${need}"/><stop offset="${band === 'middle' ? 0.6 : 0.9}" stop-color="${under}" stop-opacity="${need}"/><stop offset="1" stop-color="${under}" stop-opacity="${band === 'bottom' ? need : 0}"/></linearGradient>`;
  const y0 = band === 'top' ? 0 : top - pad;
  const y1 = band === 'bottom' ? height : top + block + pad;
  return `<defs>${scrim}<filter id="h${id}" x="-10%" y="-30%" width="120%" height="160%"><feGaussianBlur stdDeviation="${(letters * 0.09).toFixed(1)}"/></filter></defs><rect y="${y0.toFixed(0)}" width="${width}" height="${(y1 - y0).toFixed(0)}" fill="url(#s${id})"/><path d="${path}" fill="${under}" stroke="${under}" stroke-width="${(letters * 0.06).toFixed(1)}" opacity=".55" filter="url(#h${id})"/><path d="${path}" fill="${ink}"/>`;
}

/** Writes the prompt's text legibly over the calmest part of the picture. */
export async function addText(request: ArtistRequest): Promise<Drawn> {
  const inscriptions = readInscriptions(request.prompt);
  if (inscriptions.length === 0) {
    throw new InvalidRequestError('there is no text to write');
  }
  const { bytes } = firstInput(request);
  const picture = await openPicture(bytes)
    .flatten()
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { width, height } = await sharp(picture).metadata();
  const size = { width, height };
  const samples = await sample(sharp(picture), { width: GRID, height: GRID });
  request.signal.throwIfAborted();
  const taken = inscriptions.flatMap(({ band }) => (band === null ? [] : [band]));
  let body = '';
  for (const [i, inscription] of inscriptions.slice(0, 3).entries()) {
    const band = inscription.band ?? calmest(samples, taken);
    taken.push(band);
    body += await draw(inscription, band, samples, { size, id: i, signal: request.signal });
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
  const written = await sharp(picture)
    .composite([{ input: Buffer.from(svg) }])
    .webp({ quality: 93, effort: 2 })
    .toBuffer();
  return { bytes: written, mime: 'image/webp' };
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font } from 'opentype.js';

const require = createRequire(import.meta.url);

/** The typeface has a file for each alphabet; the first one that has a letter draws it. */
const alphabets = ['latin', 'cyrillic', 'latin-ext', 'cyrillic-ext', 'greek'] as const;

type Alphabet = (typeof alphabets)[number];

const loaded = new Map<Alphabet, Font>();

/** Loads an alphabet when a text first needs it: parsing takes a few milliseconds. */
function fontOf(alphabet: Alphabet): Font {
  let font = loaded.get(alphabet);
  if (font === undefined) {
    const path = require.resolve(`@fontsource/manrope/files/manrope-${alphabet}-800-normal.woff`);
    const file = readFileSync(path);
    font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
    loaded.set(alphabet, font);
  }
  return font;
}

interface Letter {
  font: Font;
  /** Width at a letter size of 1. */
  width: number;
}

const letters = new Map<string, Letter | null>();

/** The letter as the first alphabet that has it draws it; null when none has. */
function composeMessage(text: string): Letter | null {
  let letter = letters.get(text);
  if (letter === undefined) {
    letter = null;
    for (const alphabet of alphabets) {
      const font = fontOf(alphabet);
      if (font.charToGlyphIndex(text) > 0) {
        letter = { font, width: font.getAdvanceWidth(text, 1000) / 1000 };
        break;
      }
    }
    // Only letters that exist are cached, so the cache cannot outgrow the typeface.
    if (letter !== null) {
      letters.set(text, letter);
    }
  }
  return letter;
}

/** Runs of letters that one font draws. Letters that none has are left out. */
function runs(text: string): { font: Font; text: string }[] {
  const result: { font: Font; text: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const font = composeMessage(character)?.font;
    const last = result.at(-1);
    if (font === undefined) {
      continue;
    }
    if (last !== undefined && (last.font === font || character === ' ')) {
      last.text += character;
    } else {
      result.push({ font, text: character });
    }
  }
  return result;
}

/** The width of a line in pixels at the letter size, letter by letter. */
export function measureText(text: string, size: number): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    width += composeMessage(character)?.width ?? 0;
  }
  return width * size;
}

/** A line of text as SVG path data; its baseline starts at x, y. */
export function textToPath(text: string, x: number, y: number, size: number): string {
  let at = x;
  return runs(text)
    .map((run) => {
      const path = run.font.getPath(run.text, at, y, size).toPathData(1);
      at += run.font.getAdvanceWidth(run.text, size);
      return path;
    })
    .join('');
}

/** Breaks text into lines no wider than the width; a word longer than a line is cut. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  const space = measureText(' ', size);
  for (const paragraph of text.split('\n')) {
    const words = paragraph.split(/\s+/).filter(Boolean);
    let line: string[] = [];
    let used = 0;
    for (const word of words.flatMap((whole) => cutWord(whole, size, width))) {
      const more = measureText(word, size);
      if (line.length > 0 && used + space + more > width) {
        lines.push(line.join(' '));
        [line, used] = [[], 0];
      }
      used += more + (line.length > 0 ? space : 0);
      line.push(word);
    }
    if (line.length > 0) {
      lines.push(line.join(' '));
    }
  }
  return lines;
}

function cutWord(word: string, size: number, width: number): string[] {
  if (measureText(word, size) <= width) {
    return [word];
  }
  const parts = [''];
  for (const letter of word) {
    const part = (parts.at(-1) ?? '') + letter;
    if (measureText(part, size) > width && part.length > 1) {
      parts.push(letter);
    } else {
      parts[parts.length - 1] = part;
    }
  }
  return parts;
}

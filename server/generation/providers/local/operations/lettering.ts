import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font } from 'opentype.js';

const require = createRequire(import.meta.url);

/** The alphabets of the typeface come as separate files; the first one that has the letter draws it. */
const alphabets = ['latin', 'cyrillic', 'latin-ext', 'cyrillic-ext', 'greek'] as const;

let loaded: Font[] | null = null;

function fonts(): Font[] {
  loaded ??= alphabets.map((alphabet) => {
    const file = readFileSync(
      require.resolve(`@fontsource/manrope/files/manrope-${alphabet}-800-normal.woff`),
    );
    return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  });
  return loaded;
}

/** Runs of letters that one font draws. Letters that none has are left out. */
function runs(text: string): { font: Font; text: string }[] {
  const result: { font: Font; text: string }[] = [];
  for (const letter of text.normalize('NFC')) {
    const font = fonts().find((candidate) => candidate.charToGlyphIndex(letter) > 0);
    const last = result.at(-1);
    if (font === undefined) {
      continue;
    }
    if (last?.font === font || (letter === ' ' && last !== undefined)) {
      last.text += letter;
    } else {
      result.push({ font, text: letter });
    }
  }
  return result;
}

/** The width of a line in pixels at the letter size. */
export function measureText(text: string, size: number): number {
  return runs(text).reduce((width, run) => width + run.font.getAdvanceWidth(run.text, size), 0);
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
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((w) => cutWord(w, size, width))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && measureText(longer, size) > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (line !== '') {
      lines.push(line);
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

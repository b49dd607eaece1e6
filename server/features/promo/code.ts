/**
 * Russian letters that look like Latin ones. A Russian keyboard types them without anybody noticing, so
 * a code is looked up with the letters that it shows.
 */
const lookAlikes: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  Ё: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  Ѕ: 'S',
  Ј: 'J',
};

/** A code as it is stored and compared: upper case, without spaces, in Latin where it looks Latin. */
export function normalizeCode(text: string): string {
  return bare(text).replace(/[А-ЯЁІЅЈ]/g, (letter) => lookAlikes[letter] ?? letter);
}

/** The forms under which a code may be stored, the likelier first: one in Russian letters stays findable. */
export function formsOf(text: string): string[] {
  return [...new Set([normalizeCode(text), bare(text)])];
}

/** Compatibility forms, such as full-width letters, become plain ones; invisible characters go. */
function bare(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/[\s\p{Cf}\p{Cc}]+/gu, '')
      .toUpperCase()
      // Large letters may compose with their accents where small ones did not.
      .normalize('NFKC')
  );
}

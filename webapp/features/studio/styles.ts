import type { Language } from '../../../shared/language.ts';
import type { Preset } from '../../../shared/schemas/generation.ts';

/** A style is the last words of a description: what the model gets is what the person reads. */
const endingOf = (words: string, style: string): string | null => {
  const text = words.trimEnd();
  return text === style || text.endsWith(`, ${style}`) ? style : null;
};

function ending(words: string, { text }: Preset): string | null {
  return endingOf(words, text.ru) ?? endingOf(words, text.en);
}

/** The style that a description ends with, in whichever language. */
export function styleOf(words: string, styles: readonly Preset[]): Preset | null {
  return styles.find((style) => ending(words, style) !== null) ?? null;
}

/** The description with this style in place of the one that it has; null takes it away. */
export function withStyle(
  words: string,
  style: Preset | null,
  styles: readonly Preset[],
  language: Language,
): string {
  const present = styleOf(words, styles);
  const end = present && ending(words, present);
  const bare = end ? words.trimEnd().slice(0, -end.length).replace(/,\s*$/, '') : words;
  if (!style) {
    return bare;
  }
  const text = bare.trim().replace(/[.,;]$/, '');
  return text === '' ? style.text[language] : `${text}, ${style.text[language]}`;
}

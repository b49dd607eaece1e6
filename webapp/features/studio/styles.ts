import type { Language } from '../../../shared/language.ts';
import type { Preset } from '../../../shared/schemas/generation.ts';

/** A style is text at the end of the prompt, so that the person sees exactly what the model gets. */
const endingOf = (words: string, style: string): string | null => {
  const text = words.trimEnd();
  return text === style || text.endsWith(`, ${style}`) ? style : null;
};

function ending(words: string, { text }: Preset): string | null {
  return endingOf(words, text.ru) ?? endingOf(words, text.en);
}

/** The style that a prompt ends with, in either language. */
export function styleOf(words: string, styles: readonly Preset[]): Preset | null {
  return styles.find((style) => ending(words, style) !== null) ?? null;
}

/** The prompt with this style instead of the one that it has; null removes it. */
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

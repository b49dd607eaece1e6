/** How a person's name is shown, by the server, the bots and the app. */
import type { Language } from './language.ts';

const MAX_CHARACTERS = 64;

/** For a name without visible characters. */
const neutral = { ru: 'Без имени', en: 'No name' } as const satisfies Record<Language, string>;

/**
 * Controls, direction overrides and isolates, fillers: invisible, or changing the direction of the text
 * around.
 */
const INVISIBLE =
  /(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Co}\p{Cs}\u2028-\u202E\u2800\uFFF9-\uFFFC]/gu;
/**
 * A joiner belongs, alone, between letters or the parts of an emoji. Written without a look behind, which
 * Safari knows from 16.4 on.
 */
const JOINERS = /([\p{L}\p{M}\p{So}\p{Sk}]?)([\u200C\u200D]+)(?=([\p{L}\p{M}\p{So}\p{Sk}]?))/gu;
/** No script piles more marks on a letter; more of them run over the lines around. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;
/** Names as most are: there is nothing to clean in them, and the classes above take a phone its time to build. */
const PLAIN = /^[\wА-яЁё]+(?:[ '.-][\wА-яЁё]+)*$/;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name without invisible characters and those that harm the layout; null when nothing visible is left. */
export function visibleName(name: string): string | null {
  if (name.length <= MAX_CHARACTERS && PLAIN.test(name)) {
    return name;
  }
  const clean = name
    .normalize('NFC')
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(JOINERS, (all, before: string, { length }: string, after: string) =>
      before && after && length === 1 ? all : before,
    )
    .replace(PILED_MARKS, '$1')
    .replace(/ +/g, ' ')
    .trim();
  if (!VISIBLE.test(clean)) {
    return null;
  }
  const characters = Array.from(clean);
  return characters.length > MAX_CHARACTERS
    ? `${characters
        .slice(0, MAX_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`
    : clean;
}

/** First and last name as Telegram shows them, made safe to be shown; a neutral one for an invisible name. */
export function displayName(
  person: { firstName: string; lastName?: string | null },
  language: Language,
): string {
  return (
    visibleName([person.firstName, person.lastName].filter(Boolean).join(' ')) ?? neutral[language]
  );
}

/**
 * Foreign text inside the bot's own sentences. Messages are sent without markup, but Telegram makes links
 * of addresses, @names, #tags, /commands and numbers by itself: a word joiner, which is not seen, keeps
 * their parts from being read together. The whole is isolated, so that its direction ends with it.
 */
import { visibleName } from '../../shared/displayName.ts';

const WORD_JOINER = '\u2060';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** A person's name to be put into a message; null when it shows nothing. */
export function nameInText(name: string): string | null {
  const visible = visibleName(name);
  return visible && `${FIRST_STRONG_ISOLATE}${withoutLinks(visible)}${POP_ISOLATE}`;
}

function withoutLinks(text: string): string {
  return text
    .replace(/[.。．｡:@#$/\\+](?=\S)/gu, `$&${WORD_JOINER}`)
    .replace(/\d{3}(?=\d)/gu, `$&${WORD_JOINER}`);
}

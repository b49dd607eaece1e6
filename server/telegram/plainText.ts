/**
 * Foreign text inside the bot's own sentences. Messages are sent without markup, but Telegram makes links of
 * URLs, @names, #tags, /commands and numbers by itself: an invisible word joiner keeps their parts apart. The
 * whole is isolated, so that its text direction ends with it.
 */
import { visibleName } from '../../shared/displayName.ts';

const WORD_JOINER = '\u2060';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** A person's name for use in a message; null when it has no visible characters. */
export function nameInText(name: string): string | null {
  const visible = visibleName(name);
  return visible && `${FIRST_STRONG_ISOLATE}${withoutLinks(visible)}${POP_ISOLATE}`;
}

function withoutLinks(text: string): string {
  return text
    .replace(/[.。．｡:@#$/\\+](?=\S)/gu, `$&${WORD_JOINER}`)
    .replace(/\d{3}(?=\d)/gu, `$&${WORD_JOINER}`);
}

import { thumbHashToDataURL } from 'thumbhash';

/** Each is a data address of a few kilobytes: enough for what is on the screen and near it. */
const MAX_BLURS = 300;
/** The first one in has been unused the longest. */
const blurs = new Map<string, string>();
let before: Promise<unknown> = Promise.resolve();

/**
 * The blurred picture as a data address; null when the hash cannot be read. Each is made in a task of its own: a phone
 * takes milliseconds for one.
 * @param isWanted asked when its turn has come: most pictures are there by then.
 */
export function blurOf(thumbhash: string, isWanted: () => boolean): Promise<string | null> {
  const made = before
    .then(() => new Promise((go) => setTimeout(go)))
    .then(() => (isWanted() ? make(thumbhash) : null));
  before = made;
  return made;
}

function make(thumbhash: string): string | null {
  const known = blurs.get(thumbhash);
  if (known) {
    blurs.delete(thumbhash);
    blurs.set(thumbhash, known);
    return known;
  }
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (char) => char.charCodeAt(0));
    const url = thumbHashToDataURL(bytes);
    blurs.set(thumbhash, url);
    for (const oldest of blurs.keys()) {
      if (blurs.size <= MAX_BLURS) {
        break;
      }
      blurs.delete(oldest);
    }
    return url;
  } catch {
    return null;
  }
}

import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares digests, so that the time it takes reveals neither length nor content. */
export function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

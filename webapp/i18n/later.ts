/** The texts that the app does not start with: one chunk for each language. */
import type { Language } from './language.ts';
import type { Texts } from './translate.ts';
import type { LaterNamespace } from './types.ts';

type LaterTexts = Record<LaterNamespace, Texts>;

const packs: Record<Language, () => Promise<{ strings: LaterTexts }>> = {
  en: () => import('./en/later.ts'),
  ru: () => import('./ru/later.ts'),
};

const arriving = new Map<Language, Promise<LaterTexts>>();
const failed = new Set<Language>();

/**
 * The same promise on every call, as React's `use` wants it, until it fails and is forgotten. What has
 * arrived is also on the promise, where `use` reads it without suspending.
 */
export function arrivingTexts(language: Language): Promise<LaterTexts> {
  const known = arriving.get(language);
  if (known) {
    return known;
  }
  const promise = packs[language]().then(({ strings }) => strings);
  promise.then(
    (value) => Object.assign(promise, { status: 'fulfilled', value }),
    () => failed.add(language),
  );
  arriving.set(language, promise);
  return promise;
}

/** Has them brought without waiting. A failure is met by whoever needs them, or tried again. */
export function preload(language: Language): void {
  forgetFailedTexts();
  void arrivingTexts(language);
}

/** After a failure has been shown: whoever draws next asks again. */
export function forgetFailedTexts(): void {
  for (const language of failed) {
    arriving.delete(language);
  }
  failed.clear();
}

/** The texts that the app does not start with: one chunk per language. */
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
 * The same promise on every call, as React's `use` requires, until it fails and is forgotten. Once it is
 * resolved, its value is set on it, where `use` reads it without suspending.
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

/** Loads them in the background. A failure is shown to the component that needs them, or loading is tried again. */
export function preload(language: Language): Promise<unknown> {
  forgetFailedTexts();
  return arrivingTexts(language);
}

/** Called after a failure was shown: the next render loads again. */
export function forgetFailedTexts(): void {
  for (const language of failed) {
    arriving.delete(language);
  }
  failed.clear();
}

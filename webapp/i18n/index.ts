import type { ErrorSentences } from './errorFacts.ts';
import type { Language } from './language.ts';
import { arrivingTexts, preload } from './later.ts';
import type { Texts } from './translate.ts';
import type { FirstNamespace } from './types.ts';

/** What the app starts with in one language; only the language in use is downloaded. */
interface FirstPack {
  strings: Record<FirstNamespace, Texts>;
  errors: ErrorSentences;
}

const packs: Record<Language, () => Promise<FirstPack>> = {
  en: () => import('./en/first.ts'),
  ru: () => import('./ru/first.ts'),
};

interface InUse extends FirstPack {
  language: Language;
}

let inUse: InUse | null = null;
const listeners = new Set<() => void>();

/**
 * Brings a language and makes it the one in use; resolves when its texts are there: at the start the
 * first ones, at a change all of them, so that nothing on the screen has to wait for its words.
 */
export async function changeLanguage(language: Language): Promise<void> {
  const [pack] = await Promise.all([packs[language](), inUse && arrivingTexts(language)]);
  inUse = { language, strings: pack.strings, errors: pack.errors };
  document.documentElement.lang = language;
  for (const listener of listeners) {
    listener();
  }
}

/** Has the other texts of the language in use brought, so that nobody waits for them. */
export function preloadLaterTexts(): void {
  preload(currentLanguage());
}

/** The language in use with its first texts. Call only after the first `changeLanguage`. */
export function currentPack(): InUse {
  if (!inUse) {
    throw new Error('no language has been loaded');
  }
  return inUse;
}

export function currentLanguage(): Language {
  return currentPack().language;
}

/** Hears of every change of language; returns how to stop. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';
import type { ErrorSentences } from './errorFacts.ts';
import type { Language } from './language.ts';
import { arrivingTexts, preload } from './later.ts';
import type { Texts } from './translate.ts';
import type { FirstNamespace } from './types.ts';

/** The texts that the app starts with, in one language; only the language in use is downloaded. */
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

/** Null until the first language is loaded; the app shows nothing before. */
export const inUse = createStore<InUse | null>(() => null);

/**
 * Loads a language and makes it the one in use; resolves when its texts are loaded: at start-up only the
 * first ones, on a change all of them, so that nothing on the screen has to wait for its text.
 */
export async function changeLanguage(language: Language): Promise<void> {
  const [pack] = await Promise.all([
    packs[language](),
    inUse.getState() && arrivingTexts(language),
  ]);
  document.documentElement.lang = language;
  inUse.setState({ language, strings: pack.strings, errors: pack.errors });
}

/** Loads the other texts of the language in use before they are needed. */
export function preloadLaterTexts(): Promise<unknown> {
  return preload(currentLanguage());
}

/** The language in use with its first texts. Call only after the first `changeLanguage`. */
export function currentPack(): InUse {
  return loaded(inUse.getState());
}

/** The same for a component, which renders again when the language changes. */
export function usePack(): InUse {
  return loaded(useStore(inUse));
}

function loaded(pack: InUse | null): InUse {
  if (!pack) {
    throw new Error('no language has been loaded');
  }
  return pack;
}

export function currentLanguage(): Language {
  return currentPack().language;
}

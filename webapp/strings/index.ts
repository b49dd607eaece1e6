import type { ErrorSentences } from './errorFacts.ts';
import type { Language } from './language.ts';
import type { Texts } from './translate.ts';
import type { Namespace } from './types.ts';

/** One language's chunk: only the language in use is downloaded. */
export interface LanguagePack {
  strings: Record<Namespace, Texts>;
  errors: ErrorSentences;
}

const packs: Record<Language, () => Promise<LanguagePack>> = {
  en: () => import('./en/index.ts'),
  ru: () => import('./ru/index.ts'),
};

interface InUse extends LanguagePack {
  language: Language;
}

let inUse: InUse | null = null;
const listeners = new Set<() => void>();

/** Brings a language and makes it the one in use; resolves when its texts are there. */
export async function changeLanguage(language: Language): Promise<void> {
  const pack = await packs[language]();
  inUse = { language, strings: pack.strings, errors: pack.errors };
  document.documentElement.lang = language;
  for (const listener of listeners) {
    listener();
  }
}

/** The language in use with its texts. Call only after the first `changeLanguage`. */
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

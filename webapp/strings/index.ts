import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { ErrorSentences } from './errorFacts.ts';
import type { Language } from './language.ts';
import type { Namespace } from './types.ts';

/** One language's chunk: only the language in use is downloaded. */
export interface LanguagePack {
  strings: Record<Namespace, object>;
  errors: ErrorSentences;
}

const packs: Record<Language, () => Promise<LanguagePack>> = {
  en: () => import('./en/index.ts'),
  ru: () => import('./ru/index.ts'),
};
const loaded = new Map<Language, LanguagePack>();

async function load(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    const pack = await packs[language]();
    loaded.set(language, pack);
    for (const [namespace, texts] of Object.entries(pack.strings)) {
      i18next.addResourceBundle(language, namespace, texts, true, true);
    }
  }
}

/** Starts the texts in one language; resolves when they are there. */
export async function startStrings(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLanguage(language);
}

/** Changes the language of the running app. */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** The language in use. */
export function currentLanguage(): Language {
  return i18next.language === 'ru' ? 'ru' : 'en';
}

export function errorSentences(): ErrorSentences {
  const pack = loaded.get(currentLanguage());
  if (!pack) {
    throw new Error('the strings are not loaded yet');
  }
  return pack.errors;
}

/** Adds a namespace that comes with a lazily loaded part (the admin tab). */
export function addStrings(language: Language, namespace: string, texts: object): void {
  i18next.addResourceBundle(language, namespace, texts, true, true);
}

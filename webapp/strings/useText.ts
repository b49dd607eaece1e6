import { useSyncExternalStore } from 'react';
import { currentPack, onLanguageChange } from './index.ts';
import { type Texts, type TextValues, translate } from './translate.ts';
import type { Keys, Namespace, TextKey } from './types.ts';

/**
 * The texts of one namespace: `const t = useText('home')`, then `t('title')`, and for shared words
 * `t('common:actions.close')`. Renders again when the language changes.
 */
export function useText<N extends Namespace = 'common'>(namespace?: N) {
  const { language, strings } = useSyncExternalStore(onLanguageChange, currentPack);
  return (key: TextKey<N>, values: TextValues = {}): string => {
    const shared = key.startsWith('common:');
    const texts = strings[shared ? 'common' : (namespace ?? 'common')];
    return translate(language, texts, shared ? key.slice('common:'.length) : key, values);
  };
}

/**
 * For a lazily loaded part that brings its own texts (the admin tab):
 * `const t = useOwnText({ en, ru })`.
 */
export function useOwnText<T extends Texts>(texts: { en: T; ru: Texts }) {
  const { language } = useSyncExternalStore(onLanguageChange, currentPack);
  return (key: Keys<T>, values: TextValues = {}): string =>
    translate(language, texts[language], key, values);
}

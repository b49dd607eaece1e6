import { use } from 'react';
import { usePack } from './index.ts';
import { arrivingTexts } from './later.ts';
import { type Texts, type TextValues, translate } from './translate.ts';
import type { FirstNamespace, Keys, Namespace, TextKey } from './types.ts';

/**
 * The texts of one namespace: `const t = useText('home')`, then `t('title')`, and for shared words
 * `t('common:actions.close')`. Renders again when the language changes. Suspends while the texts of
 * the namespace are loading, so parts that are not loaded by `lazyPart` use only the first namespaces.
 */
export function useText<N extends Namespace = 'common'>(namespace?: N) {
  const { language, strings } = usePack();
  const own: Namespace = namespace ?? 'common';
  // A component that suspended is rendered again, and React then expects the same `use`: never skip it.
  const texts = isFirst(own, strings) ? strings[own] : use(arrivingTexts(language))[own];
  return (key: TextKey<N>, values: TextValues = {}): string => {
    return key.startsWith('common:')
      ? translate(language, strings.common, key.slice('common:'.length), values)
      : translate(language, texts, key, values);
  };
}

function isFirst(
  namespace: Namespace,
  first: Record<FirstNamespace, Texts>,
): namespace is FirstNamespace {
  return namespace in first;
}

/**
 * For a lazily loaded part that brings its own texts (the admin tab):
 * `const t = useOwnText({ en, ru })`.
 */
export function useOwnText<T extends Texts>(texts: { en: T; ru: Texts }) {
  const { language } = usePack();
  return (key: Keys<T>, values: TextValues = {}): string =>
    translate(language, texts[language], key, values);
}

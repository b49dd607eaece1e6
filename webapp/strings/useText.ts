import { useTranslation } from 'react-i18next';
import type { Namespace, TextKey, TextValues } from './types.ts';

/**
 * The texts of one namespace: `const t = useText('home')`, then `t('title')`, and for shared words
 * `t('common:actions.close')`. Renders again when the language changes.
 */
export function useText<N extends Namespace = 'common'>(namespace?: N) {
  const { t } = useTranslation(namespace ?? 'common');
  // The library's own key types would slow every check down; ours are a plain union.
  const translate: (key: string, values: TextValues) => string = t;
  return (key: TextKey<N>, values: TextValues = {}): string => translate(key, values);
}

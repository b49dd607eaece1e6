import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { preloadLaterTexts } from '../i18n/index.ts';

/**
 * A part of the app whose code is loaded when it is first shown, under a `Suspense`. Its texts, most of which
 * are loaded later too, are requested at the same moment.
 */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    preloadLaterTexts();
    return { default: await load() };
  });
}

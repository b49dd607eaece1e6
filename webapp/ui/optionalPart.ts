import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/**
 * A part that comes a moment after the screen it belongs to, under a `Suspense`. The screen does without
 * it when its code does not come.
 */
export function optionalPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: () => null };
    }
  });
}

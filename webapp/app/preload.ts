import { useEffect } from 'react';
import { preloadLaterTexts } from '../i18n/index.ts';

/** Has the other texts and the roots' code brought, once Home can be shown and nothing else is to do. */
export function usePreload(ready: boolean): void {
  useEffect(() => (ready ? whenIdle(preload) : undefined), [ready]);
}

function preload(): void {
  preloadLaterTexts();
  for (const root of [
    import('../features/studio/Studio.tsx'),
    import('../features/gallery/Gallery.tsx'),
    import('../features/wallet/Wallet.tsx'),
  ]) {
    // Whoever opens it asks again, and says what is wrong.
    root.catch(() => undefined);
  }
}

/** Safari has no `requestIdleCallback`. */
function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(work, { timeout: 5000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, 1000);
  return () => clearTimeout(timer);
}

import { useEffect } from 'react';
import { preloadLaterTexts } from '../i18n/index.ts';
import { tabLoads } from './routes.tsx';

/** A hint that few browsers have: https://wicg.github.io/netinfo */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/** Longer than pictures usually take, milliseconds. */
const MAX_WAIT_MS = 5000;

/**
 * Preloads the other tabs once Home is shown with its pictures and the browser is idle; not on a slow or
 * metered connection.
 */
export function usePreload(ready: boolean): void {
  useEffect(() => {
    if (!ready || isMeteredConnection()) {
      return;
    }
    let isWanted = true;
    void Promise.race([eagerPicturesLoaded(), pause(MAX_WAIT_MS)]).then(() =>
      oneByOne([preloadLaterTexts, ...tabLoads()], () => isWanted),
    );
    return () => {
      isWanted = false;
    };
  }, [ready]);
}

function isMeteredConnection(): boolean {
  const { connection } = navigator as { connection?: Connection };
  return connection?.saveData === true || /2g|3g/.test(connection?.effectiveType ?? '');
}

/** The page has loaded, and so have the pictures that do not wait until they are near. */
async function eagerPicturesLoaded(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((loaded) => window.addEventListener('load', loaded, { once: true }));
  }
  const pictures = [...document.images].filter(
    ({ loading, complete }) => loading !== 'lazy' && !complete,
  );
  await Promise.all(
    pictures.map(
      (picture) =>
        new Promise((come) => {
          picture.addEventListener('load', come, { once: true });
          picture.addEventListener('error', come, { once: true });
        }),
    ),
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Each when nothing else is to do and the one before is there: together they would keep the processor from what the
 * person does.
 */
async function oneByOne(
  loads: readonly (() => Promise<unknown>)[],
  isWanted: () => boolean,
): Promise<void> {
  for (const load of loads) {
    await idle();
    if (!isWanted()) {
      return;
    }
    // A failure is shown where the part is opened, which loads it again.
    await load().catch(() => undefined);
  }
}

/** Safari has no `requestIdleCallback`. */
function idle(): Promise<unknown> {
  return 'requestIdleCallback' in window
    ? new Promise((come) => requestIdleCallback(come, { timeout: MAX_WAIT_MS }))
    : pause(1000);
}

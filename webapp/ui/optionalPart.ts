import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** The pause before failed files are fetched again, doubled each time, ms. */
const MIN_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 60_000;

let arrival: Promise<void> | undefined;

/**
 * A part that is loaded after its screen, inside a `Suspense`. The screen works without it until its files
 * have arrived, or for good when its module fails to run.
 */
export function optionalPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    await optionalFilesCome();
    try {
      return { default: await load() };
    } catch {
      return { default: () => null };
    }
  });
}

/** Resolves when the files of all optional parts are in the browser's cache: none is imported before. */
export function optionalFilesCome(): Promise<void> {
  arrival ??= fetchFiles(window.optionalFiles ?? []);
  return arrival;
}

/**
 * Fetches until all files have arrived. Browsers remember that a module failed to load, and fail its next import without
 * a request (https://github.com/whatwg/html/issues/6768): it is imported only when it is in the browser's cache.
 */
async function fetchFiles(files: readonly string[]): Promise<void> {
  let pause = MIN_PAUSE_MS;
  while (!(await areThere(files))) {
    await Promise.race([
      new Promise((passed) => setTimeout(passed, pause)),
      new Promise((come) => addEventListener('online', come, { once: true })),
    ]);
    pause = Math.min(MAX_PAUSE_MS, 2 * pause);
  }
}

async function areThere(files: readonly string[]): Promise<boolean> {
  try {
    const answers = await Promise.all(files.map((file) => fetch(file)));
    return answers.every(({ ok }) => ok);
  } catch {
    return false;
  }
}

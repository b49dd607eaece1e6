import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** Pauses before files that did not come are asked for again, milliseconds: doubled each time. */
const MIN_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 60_000;

let arrival: Promise<void> | undefined;

/**
 * A part that comes a moment after the screen it belongs to, under a `Suspense`. The screen does without
 * it until its files are there, and for good when its code cannot be read.
 */
export function optionalPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    arrival ??= fetchFiles(window.optionalFiles ?? []);
    await arrival;
    try {
      return { default: await load() };
    } catch {
      return { default: () => null };
    }
  });
}

/**
 * Asks until the files come. Browsers remember that a module did not come, and fail its next import without
 * asking (https://github.com/whatwg/html/issues/6768): it is imported once it lies in the browser's cache.
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

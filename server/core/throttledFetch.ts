/**
 * Something that is fetched when it is missing, on behalf of callers who are not authenticated: at most one
 * fetch at a time, and none within `pauseMs` after the last one began, whether it succeeded or failed.
 * @returns a function that resolves or rejects as the latest fetch did.
 */
export function throttledFetch(
  fetchIt: () => Promise<void>,
  pauseMs: number,
  now: () => number = Date.now,
): () => Promise<void> {
  let latest: Promise<void> = Promise.resolve();
  let startedAt = Number.NEGATIVE_INFINITY;
  let running = false;
  return () => {
    if (!running && now() - startedAt > pauseMs) {
      startedAt = now();
      running = true;
      latest = fetchIt().finally(() => {
        running = false;
      });
      // Whoever asked is told; a failure that nobody waits for is no crash.
      latest.catch(() => undefined);
    }
    return latest;
  };
}

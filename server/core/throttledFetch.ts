/**
 * Fetches something that is missing on behalf of unauthenticated callers: at most one fetch at a time, and
 * none within `pauseMs` after the last one began, whether it succeeded or failed.
 * @returns a function that settles as the latest fetch did.
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
      // The callers get the failure; without any caller it is no unhandled rejection.
      latest.catch(() => undefined);
    }
    return latest;
  };
}

import { keptStore } from '../../telegram/keptStore.ts';

const MAX_JOBS = 10;

const watched = keptStore('jobs', (kept): readonly string[] =>
  Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [],
);

/** Keeps an eye on a job, so that its failure is not lost when nobody was looking at it. */
export function watchJob(id: string): void {
  if (!watched.get().includes(id)) {
    watched.set([id, ...watched.get()].slice(0, MAX_JOBS));
  }
}

/** Its end has been seen, or there is something to look at instead. */
export function forgetJob(id: string): void {
  if (watched.get().includes(id)) {
    watched.set(watched.get().filter((one) => one !== id));
  }
}

/** Jobs begun on this device whose end has not been seen, newest first. */
export function useWatchedJobs(): readonly string[] {
  return watched.use();
}

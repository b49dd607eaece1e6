import { keep } from '../../telegram/deviceStorage.ts';
import { keptStore } from '../../telegram/keptStore.ts';

const MAX_IDS = 400;

/** Ids grow with time, so one id says "everything up to here has been seen". */
interface Opened {
  upTo: string;
  ids: readonly string[];
}

const NAME = 'opened';

const opened = keptStore(NAME, (kept): Opened => {
  if (typeof kept === 'object' && kept !== null && 'upTo' in kept && 'ids' in kept) {
    return kept as Opened;
  }
  const begun = { upTo: idAt(Date.now()), ids: [] };
  keep(NAME, begun);
  return begun;
});

/** The smallest id of a moment (UUID version 7 begins with the milliseconds). */
function idAt(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/** What is made from now on will be new: begins the record on this device, if it has not begun. */
export function beginNewMarks(): void {
  opened.get();
}

/** Takes the "New" mark off a work, for good. */
export function markOpened(id: string): void {
  const { upTo, ids } = opened.get();
  if (id <= upTo || ids.includes(id)) {
    return;
  }
  const all = [...ids, id].sort();
  const last = all[all.length - MAX_IDS - 1];
  opened.set({ upTo: last ?? upTo, ids: all.slice(-MAX_IDS) });
}

/** Whether a work was made since this device first opened the app and has not been opened yet. */
export function useIsNew(): (id: string) => boolean {
  const { upTo, ids } = opened.use();
  return (id) => id > upTo && !ids.includes(id);
}

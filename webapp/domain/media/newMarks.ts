import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useTRPCClient } from '../../api/client.ts';

/** Works opened in this session: lists that were read before say that they are new. */
const opened = createStore<ReadonlySet<string>>(() => new Set());

/** Takes the "New" mark off a work, on every device. */
export function useMarkOpened(): (work: Media) => void {
  const client = useTRPCClient();
  return ({ id, seen }) => {
    if (!seen && !opened.getState().has(id)) {
      opened.setState(new Set([...opened.getState(), id]), true);
      // When it is not told, the work is new once more.
      client.gallery.see.mutate({ id }).catch(() => undefined);
    }
  };
}

/** Whether a work has not been opened yet, here or anywhere. */
export function useIsNew(): (work: Media) => boolean {
  const here = useStore(opened);
  // Lists that an earlier version has kept do not say it.
  return ({ id, seen }) => seen === false && !here.has(id);
}

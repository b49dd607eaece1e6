import { useSyncExternalStore } from 'react';

export interface DialogQuestion {
  title: string;
  message: string;
  buttons: readonly { id: string; text: string; destructive?: boolean }[];
}

interface OpenDialog extends DialogQuestion {
  answer: (id: string | null) => void;
}

let open: OpenDialog | null = null;
const listeners = new Set<() => void>();

function set(next: OpenDialog | null): void {
  open = next;
  for (const listener of listeners) {
    listener();
  }
}

/** Our own dialog, for clients without popups; null when it was dismissed. */
export function askInPage(question: DialogQuestion): Promise<string | null> {
  open?.answer(null);
  return new Promise((resolve) => {
    set({
      ...question,
      answer: (id) => {
        set(null);
        resolve(id);
      },
    });
  });
}

export function useDialog(): OpenDialog | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

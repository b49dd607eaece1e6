import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';

export interface DialogQuestion {
  title: string;
  message: string;
  buttons: readonly { id: string; text: string; destructive?: boolean }[];
}

interface OpenDialog extends DialogQuestion {
  answer: (id: string | null) => void;
}

const shown = createStore<OpenDialog | null>(() => null);

/** Asks in the app's own dialog, for clients without popups; null when it was dismissed. */
export function askInPage(question: DialogQuestion): Promise<string | null> {
  shown.getState()?.answer(null);
  return new Promise((resolve) => {
    shown.setState({
      ...question,
      answer: (id) => {
        shown.setState(null);
        resolve(id);
      },
    });
  });
}

export function useDialog(): OpenDialog | null {
  return useStore(shown);
}

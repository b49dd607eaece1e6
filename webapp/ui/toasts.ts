import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';

export interface Toast {
  id: number;
  text: string;
  /** `ok` a result, `deleted` one that took something away, `neutral` news, `error` a failure. */
  kind: 'ok' | 'deleted' | 'neutral' | 'error';
  /** The one action: Undo, Retry, Open. */
  action?: { text: string; onClick: () => void } | undefined;
}

const shown = createStore<Toast | null>(() => null);
let nextId = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Long sentences stay long enough to be read. */
const MS_PER_CHARACTER = 65;

/** Shows a toast in place of the previous one: for 4 s, 5 s with an undo, longer for long texts. */
export function toast(text: string, options: Partial<Pick<Toast, 'kind' | 'action'>> = {}): void {
  const kind = options.kind ?? 'ok';
  show({ id: nextId++, text, kind, action: options.action });
  const undoable = kind !== 'error' && options.action;
  timer = setTimeout(
    dismissToast,
    Math.max(undoable ? 5000 : 4000, text.length * MS_PER_CHARACTER),
  );
}

export function dismissToast(): void {
  show(null);
}

function show(next: Toast | null): void {
  clearTimeout(timer);
  shown.setState(next, true);
}

export function useToast(): Toast | null {
  return useStore(shown);
}

import { useStore } from 'zustand/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { keep, readKept } from './deviceStorage.ts';

export interface KeptStore<Value> {
  get(): Value;
  set(value: Value): void;
  use(): Value;
}

/**
 * A value that stays on the device. It is read when it is first asked for: by then it is known whose it is.
 * @param parse makes the value of what an earlier version, or nobody, has left.
 */
export function keptStore<Value>(name: string, parse: (kept: unknown) => Value): KeptStore<Value> {
  let opened: StoreApi<Value> | undefined;
  const store = () => {
    opened ??= createStore(() => parse(readKept(name)));
    return opened;
  };
  return {
    get: () => store().getState(),
    set(value) {
      store().setState(value, true);
      keep(name, value);
    },
    use: () => useStore(store()),
  };
}

import { createContext, useContext } from 'react';

/** 0 is the page, 1 the first sheet over it, and so on. Native buttons belong to a layer. */
export const LayerContext = createContext(0);

export function useLayer(): number {
  return useContext(LayerContext);
}

import { createContext, useContext } from 'react';

/** What a sheet knows about its place in the stack. */
export interface SheetPlace {
  /** Closes it and what stands over it, once. */
  close: () => void;
  /** Another sheet is over it. */
  covered: boolean;
  /** It is on its way out. */
  leaving: boolean;
}

export const SheetPlaceContext = createContext<SheetPlace>({
  close: () => undefined,
  covered: false,
  leaving: false,
});

/** Inside a sheet: `close()` closes it. */
export function useSheetPlace(): SheetPlace {
  return useContext(SheetPlaceContext);
}

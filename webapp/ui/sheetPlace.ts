import { createContext, useContext } from 'react';

/** The place of a sheet in the stack. */
export interface SheetPlace {
  /** Closes it and the sheets above it, once. */
  close: () => void;
  /** Another sheet is over it. */
  covered: boolean;
  /** Its closing animation is running. */
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

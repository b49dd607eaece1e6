import type { ComponentProps } from 'react';
import type { sheets } from '../../app/sheets.tsx';
import { openSheetEntry } from './history.ts';

export type SheetName = keyof typeof sheets;
export type SheetProps<Name extends SheetName> = ComponentProps<(typeof sheets)[Name]> & object;

/** Opens a sheet over the page or over another sheet. BackButton, swipe and scrim close it. */
export function openSheet<Name extends SheetName>(name: Name, props: SheetProps<Name>): void {
  void openSheetEntry(name, props);
}

/** `const openTopUp = useSheet('topup')`, then `openTopUp({ … })`. */
export function useSheet<Name extends SheetName>(name: Name): (props: SheetProps<Name>) => void {
  return (props) => openSheet(name, props);
}

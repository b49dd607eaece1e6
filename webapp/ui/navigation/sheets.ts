import type { ComponentProps, ComponentType } from 'react';
import { openSheetEntry } from './history.ts';

/** Filled by `app/sheets.tsx`: sheets are opened by name, and this layer imports none of them. */
// biome-ignore lint/suspicious/noEmptyInterface: the app's declaration is merged into it
export interface SheetRegister {}

type Sheets = SheetRegister extends { sheets: infer Table } ? Table : never;
export type SheetName = keyof Sheets & string;
export type SheetProps<Name extends SheetName> =
  Sheets[Name] extends ComponentType<infer _Props> ? ComponentProps<Sheets[Name]> & object : never;

/** Opens a sheet over the page or over another sheet. BackButton, swipe and scrim close it. */
export function openSheet<Name extends SheetName>(name: Name, props: SheetProps<Name>): void {
  void openSheetEntry(name, props);
}

/** `const openTopUp = useSheet('topup')`, then `openTopUp({ … })`. */
export function useSheet<Name extends SheetName>(name: Name): (props: SheetProps<Name>) => void {
  return (props) => openSheet(name, props);
}

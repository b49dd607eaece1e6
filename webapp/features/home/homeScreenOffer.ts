import { keep, readKept } from '../../telegram/deviceStorage.ts';

const VISITS = 'visits';
const OFFERED = 'homeScreenOffered';
const AFTER_VISITS = 3;

let due: boolean | null = null;

/** Whether this visit may suggest the home screen: on the third visit or later, during one visit only. */
export function homeScreenOfferDue(): boolean {
  if (due === null) {
    const visits = Number(readKept(VISITS) ?? 0) + 1;
    keep(VISITS, visits);
    due = visits >= AFTER_VISITS && readKept(OFFERED) === null;
  }
  return due;
}

/** The suggestion was seen: later visits do not show it. */
export function noteHomeScreenOffer(): void {
  keep(OFFERED, true);
}

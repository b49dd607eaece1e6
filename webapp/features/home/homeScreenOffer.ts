const VISITS = 'ac.visits';
const OFFERED = 'ac.homeScreenOffered';
const AFTER_VISITS = 3;

let due: boolean | null = null;

/** Whether this visit may suggest the home screen: from the third visit on, during one visit only. */
export function homeScreenOfferDue(): boolean {
  if (due === null) {
    const visits = Number(localStorage.getItem(VISITS) ?? 0) + 1;
    remember(VISITS, String(visits));
    due = visits >= AFTER_VISITS && localStorage.getItem(OFFERED) === null;
  }
  return due;
}

/** The suggestion was seen: later visits do without it. */
export function noteHomeScreenOffer(): void {
  remember(OFFERED, '1');
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // No room: the suggestion may come once more.
  }
}

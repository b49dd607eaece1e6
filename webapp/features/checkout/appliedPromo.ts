/** The code that was applied last; kept when the sheet is closed or a payment fails. */
const KEY = 'ac.promo';
const KEPT_MS = 30 * 60_000;

interface Kept {
  code: string;
  until: number;
}

/** How long a code stays applied, minutes; for the sentence that says so. */
export const KEPT_MINUTES = KEPT_MS / 60_000;

export function keptPromo(): string | null {
  try {
    const kept: Kept | null = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return kept && kept.until > Date.now() ? kept.code : null;
  } catch {
    return null;
  }
}

export function keepPromo(code: string): void {
  const kept: Kept = { code, until: Date.now() + KEPT_MS };
  sessionStorage.setItem(KEY, JSON.stringify(kept));
}

/** After the code was spent or taken away. */
export function forgetPromo(): void {
  sessionStorage.removeItem(KEY);
}

import { keep, readKept } from '../../telegram/deviceStorage.ts';

/** The code that was applied last; kept when the sheet is closed or a payment fails. */
const NAME = 'promo';
const KEPT_MS = 30 * 60_000;

interface Kept {
  code: string;
  until: number;
}

/** How long a code stays applied, minutes; for the sentence that says so. */
export const KEPT_MINUTES = KEPT_MS / 60_000;

export function keptPromo(): string | null {
  const kept = readKept(NAME) as Partial<Kept> | null;
  return typeof kept?.code === 'string' && Number(kept.until) > Date.now() ? kept.code : null;
}

export function keepPromo(code: string): void {
  keep(NAME, { code, until: Date.now() + KEPT_MS } satisfies Kept);
}

/** After the code was spent or taken away. */
export function forgetPromo(): void {
  keep(NAME, null);
}

/** Codes are written in capitals; people type and paste them in every other way. */
export function cleanCode(text: string): string {
  return text.trim().toUpperCase();
}

/** The balance in the outline of Home and of the wallet: the last known one at once, then the server's. */
import type { LaunchOutput, Me } from '../../shared/schemas/me.ts';
import { coinsAmount } from '../i18n/digits.ts';
import type { Language } from '../i18n/language.ts';
import { readKept } from '../telegram/deviceStorage.ts';

/** As the last session has left it, in the colour of a number that is being refreshed. */
export function showKeptBalance(language: Language): void {
  const me = readKept('me') as Me | null;
  if (me) {
    show(language, me.balance.coins, 'ol-coins old');
  }
}

/** Of a newcomer nothing is shown: the welcome has the first coins. */
export function showBalance(language: Language, launch: LaunchOutput | undefined): void {
  if (launch && !launch.isNew) {
    show(language, launch.me.balance.coins, 'ol-coins');
  }
}

function show(language: Language, coins: number, className: string): void {
  for (const place of document.querySelectorAll('.ol-coins')) {
    place.textContent = coinsAmount(language, coins);
    place.className = className;
  }
}

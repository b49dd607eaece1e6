import type { LaunchOutput } from '../../../shared/schemas/me.ts';

type Grants = LaunchOutput['granted'];

let grants: Grants = [];

/** The rewards of the first launch; the welcome shows them. */
export function keepLaunchGrants(granted: Grants): void {
  grants = granted;
}

/** The rewards of this session's first launch; empty for all but newcomers. */
export function launchGrants(): Grants {
  return grants;
}

let waiting = 0;

/** The welcome leaves the coins for Home to animate; hundredths. */
export function leaveWelcomeCoins(coins: number): void {
  waiting = coins;
}

/** The amount to animate now; returned once. */
export function takeWelcomeCoins(): number {
  const coins = waiting;
  waiting = 0;
  return coins;
}

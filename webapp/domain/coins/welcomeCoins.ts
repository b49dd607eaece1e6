import type { LaunchOutput } from '../../../shared/schemas/me.ts';

type Grants = LaunchOutput['granted'];

let grants: Grants = [];

/** What the first launch has brought; the welcome shows it. */
export function keepLaunchGrants(granted: Grants): void {
  grants = granted;
}

/** What the first launch of this session has brought; empty for all but newcomers. */
export function launchGrants(): Grants {
  return grants;
}

let waiting = 0;

/** The welcome leaves the coins for Home to show them arrive; hundredths. */
export function leaveWelcomeCoins(coins: number): void {
  waiting = coins;
}

/** What is to arrive now; asked once. */
export function takeWelcomeCoins(): number {
  const coins = waiting;
  waiting = 0;
  return coins;
}

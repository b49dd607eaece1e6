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

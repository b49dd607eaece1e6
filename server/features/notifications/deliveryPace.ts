/** How fast messages go out; tests use faster values. */
export interface DeliveryPace {
  /** Between two messages of one bot. */
  messageEveryMs: number;
  /** A message in flight for this long was lost with its process. */
  abandonedAfterMs: number;
  /** A bot whose token is refused tries again after this time. */
  refusedPauseMs: number;
}

export const deliveryPace: DeliveryPace = {
  // Telegram lets a bot send 30 messages a second to different people.
  messageEveryMs: 1000 / 25,
  // Far more than a request to Telegram and the transaction after it may take.
  abandonedAfterMs: 120_000,
  refusedPauseMs: 60_000,
};

/** How fast messages go out; tests put faster ones in their place. */
export interface DeliveryPace {
  /** Between two messages of one bot. */
  messageEveryMs: number;
  /** What has been under way for so long was lost with its process. */
  forgottenAfterMs: number;
  /** A bot whose token is refused tries again after it. */
  refusedPauseMs: number;
}

export const deliveryPace: DeliveryPace = {
  // Telegram lets a bot send 30 messages a second to different people.
  messageEveryMs: 1000 / 25,
  // Far more than a request to Telegram and the transaction after it may take.
  forgottenAfterMs: 120_000,
  refusedPauseMs: 60_000,
};

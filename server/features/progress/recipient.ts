/** Whose progress it is, and in which bot. An `Actor` is one. */
export interface Recipient {
  userId: number;
  botName: string;
  /** Who caused it, as the ledger writes it (`bot:quiz`, `admin:3`), when it was not the person. */
  by?: string;
}

/** What every movement of the ledger says of a recipient. */
export function toFact({ userId, botName, by }: Recipient) {
  return { userId, botName, actor: by ?? `user:${userId}` };
}

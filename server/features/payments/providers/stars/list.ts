/** What Telegram lists of Stars: https://core.telegram.org/bots/api#getstartransactions, the oldest first. */
import type { AppContext } from '../../../../app/context.ts';
import { toStorable } from '../../../../core/storable.ts';
import { readPosition, savePosition } from '../../positions.ts';
import type { ListedLine, ListSpan } from '../provider.ts';
import { apiOf } from './api.ts';
import { reportedChargeOf } from './reconcile.ts';

const PAGE = 100;
/** Listed before and read again, in case the list has moved under the reader. */
const OVERLAP = 100;

/** Invoices that people paid and that were given back, of all bots, from where the last reading ended. */
export async function* listStars(
  app: AppContext,
  { from, signal }: ListSpan,
): AsyncIterable<ListedLine[]> {
  for (const { name } of app.bots.all()) {
    const api = apiOf(app, name);
    const source = `lines:stars:${name}`;
    let offset = Math.max(0, ((await readPosition(app.db, source)) ?? 0) - OVERLAP);
    for (;;) {
      signal?.throwIfAborted();
      const answer = await api.getStarTransactions({ offset, limit: PAGE });
      const { transactions } = toStorable(answer);
      const lines = transactions.flatMap((transaction): ListedLine[] => {
        const facts = reportedChargeOf(name, transaction);
        if (!facts || facts.at < from) {
          return [];
        }
        const { chargeId, amount, currency, at } = facts;
        const kind = transaction.source === undefined ? 'refund' : 'payment';
        return [{ kind, id: chargeId, chargeId, amount, currency, at }];
      });
      yield lines;
      offset += transactions.length;
      if (transactions.length < PAGE) {
        break;
      }
    }
    await app.db.transaction((tx) => savePosition(tx, source, offset));
  }
}

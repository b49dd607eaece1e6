/** Who has the app open, in whichever process: they see for themselves what the bot would write. */
import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';

const RENEW_EVERY_MS = 20_000;
/** A little longer than two renewals. */
const LASTS_S = 45;

const setPresence = sql(`
  insert into app_presence (user_id, open_until) values ($1, now() + make_interval(secs => $2))
  on conflict (user_id) do update set open_until = excluded.open_until
`);

/** Passes the events of an open app through, and lets it be known that it is open until they end. */
export async function* whilePresent<Event>(
  app: AppContext,
  userId: number,
  events: AsyncGenerator<Event>,
): AsyncGenerator<Event> {
  const say = (seconds: number) =>
    app.db
      .transaction((tx) => tx.query(setPresence, [userId, seconds]))
      .catch((error: unknown) => app.log.warn({ err: error }, 'presence'));
  void say(LASTS_S);
  const renewal = setInterval(() => void say(LASTS_S), RENEW_EVERY_MS);
  try {
    yield* events;
  } finally {
    clearInterval(renewal);
    // Another window of the same person says so again at its next renewal.
    await say(0);
  }
}

/**
 * A bot is known by its Telegram id. Its name in BOTS may change: what is still to be done under the old
 * name goes on under the new one, and what refers to the bot by name (buttons of old messages, jobs) is
 * understood. History keeps the name that it had.
 */
import type { BotConfig } from '../app/config.ts';
import type { Database, Tx } from '../db/database.ts';
import { sql } from '../db/statement.ts';

/** Processes that start together must not rename at the same moment. */
const LOCK = 7_237_194_012;

interface KnownName {
  name: string;
  telegram_id: number;
}

const lock = sql('select pg_advisory_xact_lock($1)');
/** The oldest first: of several bots that have had a name, the last one stands for it. */
const listNames = sql<KnownName>('select name, telegram_id from bot_names order by taken_at, name');
const takeName = sql(`
  insert into bot_names (name, telegram_id, taken_at) values ($1, $2, clock_timestamp())
  on conflict (name, telegram_id) do update set taken_at = excluded.taken_at
`);
/** Orders from before bots were known by their id. */
const nameOrders = sql(`
  update payments set bot_telegram_id = $2 where bot_telegram_id is null and bot_name = $1
`);

/** $1 the old name, $2 the new one. What is there under the new name already stays. */
const moves = [
  sql(`
    update bot_sessions s set bot_name = $2 where bot_name = $1 and not exists (
      select from bot_sessions o where o.user_id = s.user_id and o.bot_name = $2)
  `),
  sql(`
    update inbox_events e set source = 'telegram:' || $2::text
    where source = 'telegram:' || $1::text and processed_at is null and not exists (
      select from inbox_events o
      where o.source = 'telegram:' || $2::text and o.event_key = e.event_key)
  `),
  sql(`update outbox_messages set bot_name = $2 where bot_name = $1 and sent_at is null`),
  // Read from the beginning once: another bot may have been behind the name.
  sql(`
    delete from reconcile_positions
    where source in ('stars:' || $1::text, 'stars:' || $2::text)
  `),
];

/**
 * Makes the configured bots known to the database and follows their renaming.
 * @returns which bot (Telegram id) stands behind each name that is not configured any more.
 */
export async function registerBots(
  db: Database,
  bots: readonly BotConfig[],
): Promise<Map<string, number>> {
  const names = await db.transaction(async (tx) => {
    await tx.query(lock, [LOCK]);
    const known = await tx.query(listNames);
    const latest = new Map(known.map(({ name, telegram_id }) => [telegram_id, name]));
    const renamed: Renaming[] = [];
    for (const { name, telegramId } of bots) {
      const before = latest.get(telegramId);
      if (before === undefined) {
        await tx.query(nameOrders, [name, telegramId]);
      } else if (before !== name) {
        renamed.push({ telegramId, from: before, to: name });
      }
      if (before !== name) {
        await tx.query(takeName, [name, telegramId]);
      }
    }
    await move(tx, renamed);
    return known;
  });
  const configured = new Set(bots.map(({ name }) => name));
  return new Map(
    names
      .filter(({ name }) => !configured.has(name))
      .map(({ name, telegram_id }) => [name, telegram_id]),
  );
}

interface Renaming {
  telegramId: number;
  from: string;
  to: string;
}

/** By way of names that no bot can have, so that two bots may take each other's. */
async function move(tx: Tx, renamed: readonly Renaming[]): Promise<void> {
  const steps = [
    ...renamed.map(({ from, telegramId }) => [from, `#${telegramId}`]),
    ...renamed.map(({ to, telegramId }) => [`#${telegramId}`, to]),
  ];
  for (const step of steps) {
    for (const statement of moves) {
      await tx.query(statement, step);
    }
  }
}

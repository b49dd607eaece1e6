/**
 * A bot is identified by its Telegram id. Its name in BOTS may change: unfinished work under the old name
 * continues under the new one, and references by name (buttons of old messages, jobs) are resolved. History
 * keeps the name that it had.
 */
import { fn } from 'sequelize';
import type { BotConfig } from '../app/config.ts';
import type { Database, Tx } from '../db/database.ts';
import { renameCalls, renameKeys } from '../features/botsApi/renameBot.ts';
import { renameBadgeMaker } from '../features/catalog/badges.ts';
import { renameEvents } from '../features/inbox/service.ts';
import { renameSender } from '../features/notifications/service.ts';
import { deletePositions, nameBotOfOrders } from '../features/payments/service.ts';
import { renameTrainings } from '../features/progress/renameBot.ts';
import { renameSessions } from '../features/users/telegramUsers.ts';
import { limitStatements, lockStart } from './botStatements.ts';
import { BotName } from './models.ts';

/** Processes that start together must not rename at the same moment. */
export const LOCK = 7_237_194_012;
/** Renaming a million orders or sessions must not keep the server from starting. */
const MAX_START_MS = 10 * 60_000;

/**
 * Makes the configured bots known to the database and follows their renaming.
 * @returns which bot (Telegram id) stands behind each name that is not configured any more.
 */
export async function registerBots(
  db: Database,
  bots: readonly BotConfig[],
): Promise<Map<string, number>> {
  const register = async (tx: Tx) => {
    await tx.query(limitStatements, [String(MAX_START_MS)]);
    await tx.query(lockStart, [LOCK]);
    // The oldest first: of several bots that have had a name, the last one stands for it.
    const known = await tx.of(BotName).findAll({ order: ['takenAt', 'name'] });
    const latest = new Map(known.map(({ name, telegramId }) => [telegramId, name]));
    const renamed: Renaming[] = [];
    for (const { name, telegramId } of bots) {
      const before = latest.get(telegramId);
      if (before === undefined) {
        await nameBotOfOrders(tx, name, telegramId);
      } else if (before !== name) {
        renamed.push({ telegramId, from: before, to: name });
      }
      if (before !== name) {
        await takeName(tx, { name, telegramId });
      }
    }
    await move(tx, renamed);
    return known;
  };
  const names = await db.transaction(register, { maxMs: MAX_START_MS });
  const configured = new Set(bots.map(({ name }) => name));
  return new Map(
    names
      .filter(({ name }) => !configured.has(name))
      .map(({ name, telegramId }) => [name, telegramId]),
  );
}

async function takeName(tx: Tx, key: { name: string; telegramId: number }): Promise<void> {
  const names = tx.of(BotName);
  const takenAt = fn('clock_timestamp');
  if ((await names.update({ takenAt }, { where: key })) === 0) {
    await names.create({ ...key, takenAt });
  }
}

interface Renaming {
  telegramId: number;
  from: string;
  to: string;
}

/** Via temporary names that no bot can have, so that two bots may swap theirs. */
async function move(tx: Tx, renamed: readonly Renaming[]): Promise<void> {
  const steps = [
    ...renamed.map(({ from, telegramId }) => [from, `#${telegramId}`] as const),
    ...renamed.map(({ to, telegramId }) => [`#${telegramId}`, to] as const),
  ];
  for (const [from, to] of steps) {
    await renameSessions(tx, from, to);
    await renameEvents(tx, `telegram:${from}`, `telegram:${to}`);
    await renameSender(tx, from, to);
    await renameTrainings(tx, from, to);
    await renameBadgeMaker(tx, from, to);
    await renameCalls(tx, from, to);
    // Read from the beginning once: another bot may have had the name.
    await deletePositions(tx, [`stars:${from}`, `stars:${to}`]);
  }
  // Their names have a form of their own, which `#` does not fit.
  const keyNames = [
    ...renamed.map(({ telegramId }) => [telegramId, `renaming-${telegramId}`] as const),
    ...renamed.map(({ telegramId, to }) => [telegramId, to] as const),
  ];
  for (const [telegramId, name] of keyNames) {
    await renameKeys(tx, telegramId, name);
  }
}

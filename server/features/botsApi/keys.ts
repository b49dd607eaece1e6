/**
 * Keys of bots. A key is 256 random bits, shown once; the database keeps its SHA-256. Two keys of a bot are
 * valid at once, so that a bot can change to a new one before the old one is revoked.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Database, Tx } from '../../db/database.ts';
import { telegramIdOf } from '../../telegram/botNames.ts';
import { BotKey } from './models.ts';

const PREFIX = 'aic_';
const HINT_LENGTH = 4;
const slots = [1, 2] as const;
export const botNamePattern = /^[a-z][a-z0-9_-]{0,31}$/;
/** The precision with which the last use of a key is stored. */
const USE_EVERY_MS = 60_000;

/** The calling bot. */
export interface ApiBot {
  /** Its current name. */
  name: string;
  /** Its permanent identifier, for references: its Telegram id, or its name where it is not in BOTS. */
  id: string;
  keyId: number;
  /** May access people who have not met the bot. */
  trusted: boolean;
}

/** A key as it is listed: never the key itself. */
export interface KeyInfo {
  id: number;
  botName: string;
  hint: string;
  trusted: boolean;
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

const digest = (key: string) => createHash('sha256').update(key).digest();

/** Generates a key; nothing is stored before `storeKey`. */
export function newKey(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/**
 * Makes a key valid for a bot.
 * @throws DomainError CONFLICT (two keys are valid already), BAD_REQUEST (not a bot's name).
 */
export async function storeKey(
  tx: Tx,
  key: string,
  { botName, trusted, createdBy }: { botName: string; trusted: boolean; createdBy: string },
): Promise<KeyInfo> {
  if (!botNamePattern.test(botName)) {
    throw new DomainError('BAD_REQUEST', { fields: ['botName'] });
  }
  const keys = tx.of(BotKey);
  const botTelegramId = await telegramIdOf(tx, botName);
  const ownKeys = botTelegramId === null ? { botName } : { botTelegramId };
  const valid = await keys.scope('valid').findAll({ where: ownKeys });
  const slot = slots.find((one) => valid.every((other) => other.slot !== one));
  if (!slot) {
    throw new DomainError('CONFLICT');
  }
  const stored = await keys.create({
    botName,
    botTelegramId,
    slot,
    keyHash: digest(key),
    hint: key.slice(-HINT_LENGTH),
    trusted,
    createdBy,
  });
  return toInfo(stored);
}

/**
 * Revokes a key at once.
 * @returns null when there is no valid key of this number.
 */
export async function revokeKey(tx: Tx, id: number): Promise<KeyInfo | null> {
  const keys = tx.of(BotKey);
  const key = await keys.scope('valid').findOne({ where: { id }, lock: FOR_NO_KEY_UPDATE });
  return key ? toInfo(await keys.save(key, { revokedAt: new Date() })) : null;
}

/** All keys, those of one bot or of all, the newest first. */
export async function listKeys(reader: Database | Tx, botName?: string): Promise<KeyInfo[]> {
  const keys = await reader.of(BotKey).findAll({
    where: botName === undefined ? {} : { botName },
    order: [['id', 'DESC']],
    limit: 200,
  });
  return keys.map(toInfo);
}

function toInfo(key: BotKey): KeyInfo {
  return {
    id: key.id,
    botName: key.botName,
    hint: key.hint,
    trusted: key.trusted,
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

/**
 * The bot behind `Authorization: Bearer <key>`, read afresh for every call, so that a revoked key and a bot
 * that was removed from BOTS stop working at once. The index finds the digest, which nobody can choose, and
 * the comparison takes the same time for every key.
 * @throws DomainError BOT_UNKNOWN
 */
export async function authenticate(
  app: AppContext,
  authorization: string | undefined,
): Promise<ApiBot> {
  const given = authorization?.match(/^Bearer +(\S{20,200})$/i)?.[1];
  if (!given) {
    throw new DomainError('BOT_UNKNOWN', {}, { cause: 'no key' });
  }
  const keyHash = digest(given);
  const key = await app.db.of(BotKey).scope('valid').findOne({ where: { keyHash } });
  if (!key || !timingSafeEqual(key.keyHash, keyHash)) {
    throw new DomainError('BOT_UNKNOWN', {}, { cause: 'unknown key' });
  }
  const name = nameOf(app, key);
  if (name === null) {
    throw new DomainError('BOT_UNKNOWN', {}, { cause: `key ${key.id}: its bot is not in BOTS` });
  }
  await recordUse(app, key);
  const id = String(key.botTelegramId ?? name);
  return { name, id, keyId: key.id, trusted: key.trusted };
}

/** A bot of BOTS has its current name. */
function nameOf(app: AppContext, { botName, botTelegramId }: BotKey): string | null {
  if (botTelegramId === null) {
    return botName;
  }
  return app.bots.all().find(({ telegramId }) => telegramId === botTelegramId)?.name ?? null;
}

async function recordUse(app: AppContext, { id, lastUsedAt }: BotKey): Promise<void> {
  const now = app.now();
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > USE_EVERY_MS) {
    await app.db.transaction((tx) => tx.of(BotKey).update({ lastUsedAt: now }, { where: { id } }));
  }
}

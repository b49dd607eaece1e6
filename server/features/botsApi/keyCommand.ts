/** `npm run bot:key -- <bot> [--trusted] [--list] [--revoke=<number>]`: keys of bots, from the command line. */
import { readArguments } from '../../core/commandLine.ts';
import { DomainError } from '../../core/errors.ts';
import type { Database } from '../../db/database.ts';
import { botNamePattern, type KeyInfo, listKeys, newKey, revokeKey, storeKey } from './keys.ts';

export const KEY_USAGE = `npm run bot:key -- <bot>               makes a key and shows it once
npm run bot:key -- <bot> --trusted     one that reaches people who have not met the bot
npm run bot:key -- <bot> --list        the bot's keys
npm run bot:key -- <bot> --revoke=<n>  ends key number n at once`;

/** @returns false when the command was not understood or changed nothing. */
export async function runKeyCommand(
  db: Database,
  args: string[],
  print: (line: string) => void,
): Promise<boolean> {
  const read = readArguments(
    {
      args,
      allowPositionals: true,
      options: {
        trusted: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        revoke: { type: 'string' },
      },
    },
    KEY_USAGE,
    print,
  );
  if (!read) {
    return false;
  }
  const { values, positionals } = read;
  const [botName = ''] = positionals;
  if (positionals.length !== 1 || !botNamePattern.test(botName)) {
    print(KEY_USAGE);
    return false;
  }
  if (values.list) {
    const keys = await listKeys(db, botName);
    for (const key of keys) {
      print(lineOf(key));
    }
    print(`Keys of ${botName}: ${keys.length}.`);
    return true;
  }
  if (values.revoke !== undefined) {
    return await revoke(db, botName, values.revoke, print);
  }
  return await make(db, { botName, trusted: values.trusted }, print);
}

async function make(
  db: Database,
  wanted: { botName: string; trusted: boolean },
  print: (line: string) => void,
): Promise<boolean> {
  const key = newKey();
  const stored = await db
    .transaction((tx) => storeKey(tx, key, { ...wanted, createdBy: 'command line' }))
    .catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'CONFLICT') {
        return null;
      }
      throw error;
    });
  if (!stored) {
    print(
      `${wanted.botName} has two valid keys already. Revoke one of them first: --list, --revoke=<n>.`,
    );
    return false;
  }
  print(`Key ${stored.id} of ${wanted.botName}. It is shown this once; keep it like a password:`);
  print(`\n  AICOINS_KEY=${key}\n`);
  return true;
}

async function revoke(
  db: Database,
  botName: string,
  number: string,
  print: (line: string) => void,
): Promise<boolean> {
  const own = (await listKeys(db, botName)).find(
    (key) => String(key.id) === number && !key.revokedAt,
  );
  const revoked = own ? await db.transaction((tx) => revokeKey(tx, own.id)) : null;
  print(revoked ? `Key ${number} is revoked.` : `${botName} has no valid key ${number}.`);
  return revoked !== null;
}

function lineOf(key: KeyInfo): string {
  const facts = [
    `key ${key.id}, ends with ${key.hint}`,
    key.trusted && 'trusted',
    `made ${key.createdAt} by ${key.createdBy}`,
    key.lastUsedAt ? `last used ${key.lastUsedAt}` : 'never used',
    key.revokedAt && `revoked ${key.revokedAt}`,
  ];
  return facts.filter(Boolean).join(', ');
}

/** The key that signs links: the same in every process, and not made from anything that others hold. */
import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';

const NAME = 'links';
const KEY_BYTES = 32;

const insertSecret = sql(
  `insert into server_secrets (name, value) values ($1, $2) on conflict (name) do nothing`,
);
const readSecret = sql<{ value: Buffer }>(`select value from server_secrets where name = $1`);

/** Makes a secret at the first start and keeps it; two processes that start together agree on one. */
async function keptSecret(db: Database): Promise<string> {
  return await db.transaction(async (tx) => {
    await tx.query(insertSecret, [NAME, randomBytes(KEY_BYTES)]);
    const [row] = await tx.query(readSecret, [NAME]);
    if (!row) {
      throw new Error('the key of links could not be kept');
    }
    return row.value.toString('base64url');
  });
}

/**
 * The configured secret, or the kept one when none is configured.
 * @param onSecret told of it before anything is signed, so that it can be kept out of the log.
 */
export async function readLinkKey(
  db: Database,
  configured: string | null,
  onSecret: (secret: string) => void,
): Promise<KeyObject> {
  const secret = configured ?? (await keptSecret(db));
  onSecret(secret);
  // A page of the gallery has over a hundred links, and a key is ready to sign where bytes are not.
  return createSecretKey(createHash('sha256').update(`links:${secret}`).digest());
}

/** The key that signs links: the same in every process, and not derived from anything that others hold. */
import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { ServerSecret } from './models.ts';

const KEY_BYTES = 32;

/** Generates a secret at the first start and stores it; two processes that start together agree on one. */
async function storedSecret(db: Database, name: 'links' | 'erasure'): Promise<string> {
  return await db.transaction(async (tx) => {
    const secrets = tx.of(ServerSecret);
    await secrets.bulkCreate([{ name, value: randomBytes(KEY_BYTES) }], {
      ignoreDuplicates: true,
    });
    const row = await secrets.findOne({ where: { name }, rejectOnEmpty: true });
    return row.value.toString('base64url');
  });
}

/**
 * The configured secret, or the stored one when none is configured.
 * @param onSecret called with it before anything is signed, so that it can be kept out of the log.
 */
export async function readLinkKey(
  db: Database,
  configured: string | null,
  onSecret: (secret: string) => void,
): Promise<KeyObject> {
  const secret = configured ?? (await storedSecret(db, 'links'));
  onSecret(secret);
  // A page of the gallery has over a hundred links, and a prepared key signs faster than raw bytes.
  return createSecretKey(createHash('sha256').update(`links:${secret}`).digest());
}

/** The key of the hashes by which people who have deleted an account are recognised; never configured. */
export async function readErasureKey(
  db: Database,
  onSecret: (secret: string) => void,
): Promise<KeyObject> {
  const secret = await storedSecret(db, 'erasure');
  onSecret(secret);
  return createSecretKey(createHash('sha256').update(`erasure:${secret}`).digest());
}

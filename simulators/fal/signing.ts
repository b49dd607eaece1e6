/** Ed25519 keys and the signature of fal's webhooks. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export class FalSigner {
  #keys = [newKey()];

  /** The public keys, newest last. */
  jwks(): { keys: object[] } {
    return {
      keys: this.#keys.map(({ publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        use: 'sig',
      })),
    };
  }

  /** Signs with a new key from now on and withdraws the old one. */
  rotate(): void {
    this.#keys = [newKey()];
  }

  /** @param at the signed timestamp. */
  headers(body: string, requestId: string, at: Date): Record<string, string> {
    const userId = 'sim-user';
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const digest = createHash('sha256').update(body).digest('hex');
    const message = [requestId, userId, timestamp, digest].join('\n');
    return {
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': userId,
      'x-fal-webhook-timestamp': timestamp,
      'x-fal-webhook-signature': sign(null, Buffer.from(message), this.#signing()).toString('hex'),
    };
  }

  #signing(): KeyObject {
    const newest = this.#keys.at(-1);
    if (newest === undefined) {
      throw new Error('the simulator has no key');
    }
    return newest.privateKey;
  }
}

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ed25519');
}

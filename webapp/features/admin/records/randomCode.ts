/** Without letters and digits that look like others. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** A code that nobody guesses. */
export function randomCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  // 32 letters divide 256, so that each is as likely.
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

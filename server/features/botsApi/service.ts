/** Keys of other bots, and what they may store. */
export { botNamePattern, listKeys, newKey, revokeKey, storeKey } from './keys.ts';
export { assertPlainJson } from './plainJson.ts';

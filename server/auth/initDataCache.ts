import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type InitData, type InitDataResult, validateInitData } from './initData.ts';

export interface InitDataCacheOptions {
  maxAgeS: number;
  skewS?: number;
  /** How many validated strings to remember; the least recently used goes first. */
  maxEntries?: number;
}

/** Validates init data and caches strings that were found genuine. */
export type InitDataValidator = (raw: string, botToken: string, now: Date) => InitDataResult;

/**
 * A validator for servers, where one string comes with every request of a session. A remembered
 * string is good until its own expiry by the clock passed in, never longer; refusals are not
 * remembered, so a flood of forged strings pushes nothing out. The key is a digest of token and
 * string: an entry belongs to one bot and its size does not depend on what was sent.
 */
export function createInitDataCache({
  maxAgeS,
  skewS = 60,
  maxEntries = 10_000,
}: InitDataCacheOptions): InitDataValidator {
  const genuine = new LRUCache<string, InitData>({ max: maxEntries });
  return (raw, botToken, now) => {
    const key = hash('sha256', `${botToken}\n${raw}`, 'base64');
    const known = genuine.get(key);
    // The lower bound matters when the clock was set back.
    if (
      known !== undefined &&
      now < known.expiresAt &&
      known.authDate.getTime() <= now.getTime() + skewS * 1000
    ) {
      return { ok: true, data: known };
    }
    const result = validateInitData(raw, botToken, { now, maxAgeS, skewS });
    if (result.ok) {
      genuine.set(key, result.data);
    } else {
      genuine.delete(key);
    }
    return result;
  };
}

import { describe, expect, it } from 'vitest';
import { signInitData } from '../../simulators/telegram/signInitData.ts';
import { createInitDataCache } from './initDataCache.ts';

const TOKEN = '7342037359:AAHI25ES9xCOMPokpYoz';
const OTHER_TOKEN = '111:AAHI25ES9xCOMPokpYoz';
const ISSUED = 1_700_000_000;

function at(secondsAfterIssue: number): Date {
  return new Date((ISSUED + secondsAfterIssue) * 1000);
}

function rawFor(id: number, authDate = ISSUED): string {
  return signInitData({ auth_date: authDate, user: { id, first_name: 'Vera' } }, TOKEN);
}

/** The same object twice = the second answer came from memory. */
function remembers(
  validate: ReturnType<typeof createInitDataCache>,
  raw: string,
  now: Date,
): boolean {
  const [first, second] = [validate(raw, TOKEN, now), validate(raw, TOKEN, now)];
  return first.ok && second.ok && first.data === second.data;
}

describe('createInitDataCache', () => {
  it('should remember a genuine string', () => {
    const validate = createInitDataCache({ maxAgeS: 100 });
    const raw = rawFor(1);
    const first = validate(raw, TOKEN, at(0));
    expect(first).toMatchObject({ ok: true, data: { user: { id: 1 } } });
    expect(remembers(validate, raw, at(50))).toBe(true);
  });

  it('should hand out data that nobody can change for the next request', () => {
    const validate = createInitDataCache({ maxAgeS: 100 });
    const result = validate(rawFor(1), TOKEN, at(0));
    expect(result.ok && Object.isFrozen(result.data) && Object.isFrozen(result.data.user)).toBe(
      true,
    );
  });

  it('should forget at the string’s own expiry, by the clock passed in', () => {
    const validate = createInitDataCache({ maxAgeS: 100 });
    const raw = rawFor(1);
    expect(validate(raw, TOKEN, at(99)).ok).toBe(true);
    expect(validate(raw, TOKEN, at(100))).toEqual({ ok: false, reason: 'expired' });
    expect(validate(raw, TOKEN, at(99)).ok).toBe(true);
  });

  it('should refuse a remembered string as future when the clock is set back', () => {
    const validate = createInitDataCache({ maxAgeS: 100, skewS: 10 });
    const raw = rawFor(1);
    expect(validate(raw, TOKEN, at(0)).ok).toBe(true);
    expect(validate(raw, TOKEN, at(-11))).toEqual({ ok: false, reason: 'future' });
  });

  it('should not let one bot’s string pass for another bot', () => {
    const validate = createInitDataCache({ maxAgeS: 100 });
    const raw = rawFor(1);
    expect(validate(raw, TOKEN, at(0)).ok).toBe(true);
    expect(validate(raw, OTHER_TOKEN, at(0))).toEqual({ ok: false, reason: 'bad_hash' });
  });

  it('should not remember refusals, nor lose genuine strings to them', () => {
    const validate = createInitDataCache({ maxAgeS: 100, maxEntries: 1 });
    const raw = rawFor(1);
    const first = validate(raw, TOKEN, at(0));
    for (let forged = 0; forged < 10; forged += 1) {
      const refusal = validate(`${rawFor(2)}${forged}`, TOKEN, at(0));
      expect(refusal).toEqual({ ok: false, reason: 'bad_hash' });
    }
    const again = validate(raw, TOKEN, at(0));
    expect(first.ok && again.ok && again.data === first.data).toBe(true);
    const early = rawFor(3, ISSUED + 90);
    expect(validate(early, TOKEN, at(0))).toEqual({ ok: false, reason: 'future' });
    expect(validate(early, TOKEN, at(60)).ok).toBe(true);
  });

  it('should stay within its bound, dropping the least recently used', () => {
    const validate = createInitDataCache({ maxAgeS: 100, maxEntries: 2 });
    const [one, two, three] = [rawFor(1), rawFor(2), rawFor(3)];
    const first = validate(one, TOKEN, at(0));
    const second = validate(two, TOKEN, at(0));
    validate(one, TOKEN, at(0));
    validate(three, TOKEN, at(0));
    const oneAgain = validate(one, TOKEN, at(0));
    expect(first.ok && oneAgain.ok && first.data === oneAgain.data).toBe(true);
    const twoAgain = validate(two, TOKEN, at(0));
    expect(second.ok && twoAgain.ok && second.data === twoAgain.data).toBe(false);
  });
});

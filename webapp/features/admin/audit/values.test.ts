import { describe, expect, it } from 'vitest';
import { differencesOf, isSilent } from './differences.ts';
import { type AuditLogEntry, readRecord, readRefund, sidesOf } from './values.ts';

const refund = (before: object, after: object) =>
  readRefund({ action: 'payment.refund', before, after } as AuditLogEntry);

describe('the entry of a refund', () => {
  it('is headed by the part that was asked for', () => {
    const before = { status: 'credited', amount: 27_900, currency: 'RUB' };
    expect(refund(before, { status: 'refunding', part: 9_350 })).toEqual({
      amount: 9_350,
      currency: 'RUB',
    });
  });

  it('is headed by what was left of the charge where no part was named', () => {
    const before = { status: 'credited', amount: 27_900, currency: 'RUB', returned: 9_350 };
    expect(refund(before, { status: 'refunding' })?.amount).toBe(18_550);
    expect(refund({ ...before, returned: undefined }, { status: 'refunding' })?.amount).toBe(
      27_900,
    );
  });
});

it('compares an adjusted balance on one line', () => {
  const before = { asset: 'coins', balance: 2 };
  const after = { asset: 'coins', before: 2, after: 7 };
  const entry = { action: 'balance.adjust', before, after } as AuditLogEntry;
  const { before: was, after: is } = sidesOf(entry);
  expect(differencesOf(was, is)).toEqual([
    { path: ['asset'], before: 'coins', after: 'coins' },
    { path: ['balance'], before: 2, after: 7 },
  ]);
});

/** The lines that an entry shows: name, before, after. */
function linesOf(entry: Partial<AuditLogEntry>) {
  const { before, after } = sidesOf(entry as AuditLogEntry);
  return differencesOf(before, after)
    .filter((one) => !isSilent(one))
    .map((one) => [one.path.join('.'), one.before, one.after]);
}

it.each([
  [null, { until: '2099-01-01T00:00:00Z' }, [null, '2099-01-01T00:00:00Z']],
  [{ until: null }, null, ['forever', null]],
])('compares free access %j with %j on one line', (was, is, shown) => {
  const entry = { before: { freeAccess: was }, after: { freeAccess: is } };
  expect(linesOf({ action: 'user.free_access', ...entry })).toEqual([['freeAccess', ...shown]]);
});

it('shows of a refund the sum of the charge on both sides, and what is to be refunded', () => {
  const before = { status: 'credited', amount: 27_900, currency: 'RUB', returned: 9_350 };
  expect(linesOf({ action: 'payment.refund', before, after: { status: 'refunding' } })).toEqual([
    ['amount', 27_900, 27_900],
    ['returned', 9_350, 9_350],
    ['status', 'credited', 'refunding'],
    ['part', undefined, 18_550],
  ]);
});

it('shows of a checked payment its status alone', () => {
  const after = { before: 'pending', status: 'succeeded' };
  expect(linesOf({ action: 'payment.check', before: { status: 'pending' }, after })).toEqual([
    ['status', 'pending', 'succeeded'],
  ]);
});

it('leaves out a line without a value on either side, and the name in the heading', () => {
  const blocked = { before: { blocked: false, reason: null }, after: { blocked: true } };
  expect(linesOf({ action: 'user.block', ...blocked })).toEqual([['blocked', false, true]]);
  const made = { title: 'AUTUMN', values: { value: 5000, endsAt: null } };
  expect(linesOf({ action: 'record.create', target: 'promo', after: made })).toEqual([
    ['values.value', undefined, 5000],
  ]);
});

it('names a record as its list does, once the entry holds the name', () => {
  const about = { code: 'ten', name: { ru: 'Десятка', en: 'Ten' } };
  const entry = { action: 'record.change', target: 'badges:ten' } as const;
  const recordIn = (after: object) => readRecord({ ...entry, after } as AuditLogEntry)?.record;
  expect(recordIn({ key: 'ten', about, values: { threshold: 2 } })).toEqual({
    key: 'ten',
    values: { ...about, threshold: 2 },
  });
  expect(recordIn({ key: 'ten', about: { code: 'ten' }, values: { threshold: 2 } })).toBeNull();
});

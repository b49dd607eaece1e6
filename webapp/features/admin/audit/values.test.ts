import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences.ts';
import { type AuditLogEntry, readRefund, sidesOf } from './values.ts';

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

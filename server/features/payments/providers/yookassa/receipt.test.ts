import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromYooKassaAmount, toYooKassaAmount } from './amount.ts';
import { buildReceipt, type ReceiptRequest } from './receipt.ts';

const request: ReceiptRequest = {
  customer: { phone: '79000000000' },
  currency: 'RUB',
  totalMinor: 3_000,
  lines: [
    { description: 'Coins', priceMinor: 1_000, quantity: 2 },
    { description: `${'x'.repeat(127)}🍌🍌`, priceMinor: 1_000, quantity: 1 },
  ],
};

describe('#buildReceipt', () => {
  it('writes the lines in the form of the law', () => {
    const receipt = buildReceipt(request, { vatCode: 4, taxSystemCode: 1 });
    expect(receipt.customer).toEqual({ phone: '79000000000' });
    expect(receipt.tax_system_code).toBe(1);
    expect(receipt.items[0]).toEqual({
      description: 'Coins',
      quantity: 2,
      amount: { value: '10.00', currency: 'RUB' },
      vat_code: 4,
      payment_subject: 'service',
      payment_mode: 'full_payment',
    });
  });

  it('cuts long descriptions between characters', () => {
    const [, line] = buildReceipt(request, { vatCode: 1 }).items;
    expect(line?.description).toBe(`${'x'.repeat(127)}🍌`);
  });

  it('leaves the tax system out when it is not set', () => {
    expect(buildReceipt(request, { vatCode: 1 })).not.toHaveProperty('tax_system_code');
  });

  it.each([
    ['no lines', { lines: [], totalMinor: 0 }],
    ['more than 80 lines', { lines: Array(81).fill(request.lines[0]), totalMinor: 162_000 }],
    ['lines that are not worth the payment', { totalMinor: 2_999 }],
  ])('refuses %s', (_name, change) => {
    expect(() => buildReceipt({ ...request, ...change }, { vatCode: 1 })).toThrow(RangeError);
  });
});

describe('amounts', () => {
  it('survive the way to YooKassa and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (minor) => {
        const amount = toYooKassaAmount(minor, 'RUB');
        expect(amount.value).toMatch(/^\d+\.\d{2}$/);
        expect(fromYooKassaAmount(amount)).toBe(minor);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuse %s minor units', (minor) => {
    expect(() => toYooKassaAmount(minor, 'RUB')).toThrow(RangeError);
  });

  it.each(['10', '10.0', '1e3', ' 10.00', '10,00', ''])('refuse to read "%s"', (value) => {
    expect(() => fromYooKassaAmount({ value, currency: 'RUB' })).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { isYooKassaAddress } from './address.ts';

describe('#isYooKassaAddress', () => {
  it.each([
    '185.71.76.0',
    '185.71.76.31',
    '185.71.77.0',
    '185.71.77.31',
    '77.75.153.0',
    '77.75.153.127',
    '77.75.154.128',
    '77.75.154.255',
    '77.75.156.11',
    '77.75.156.35',
    '2a02:5180::',
    '2a02:5180::1',
    '2a02:5180:ffff:ffff:ffff:ffff:ffff:ffff',
    '::ffff:185.71.76.31',
    '::ffff:b947:4c00',
  ])('accepts %s', (ip) => {
    expect(isYooKassaAddress(ip)).toBe(true);
  });

  it.each([
    '185.71.75.255',
    '185.71.76.32',
    '185.71.77.32',
    '77.75.152.255',
    '77.75.153.128',
    '77.75.154.127',
    '77.75.155.0',
    '77.75.156.10',
    '77.75.156.12',
    '77.75.156.34',
    '77.75.156.36',
    '2a02:517f:ffff:ffff:ffff:ffff:ffff:ffff',
    '2a02:5181::',
    '::ffff:185.71.76.32',
    '64:ff9b::185.71.76.1',
    '127.0.0.1',
    '::1',
  ])('refuses %s', (ip) => {
    expect(isYooKassaAddress(ip)).toBe(false);
  });

  it.each(['', 'localhost', '185.71.76', '3108457472', '0xb9474c00', '185.71.76.1, 1.2.3.4'])(
    'refuses "%s" as an address',
    (ip) => {
      expect(isYooKassaAddress(ip)).toBe(false);
    },
  );

  it('accepts further addresses and networks when told', () => {
    const extra = ['127.0.0.1', '10.0.0.0/8', '::1'];
    for (const ip of ['127.0.0.1', '::ffff:127.0.0.1', '10.255.255.255', '::1', '185.71.76.1']) {
      expect(isYooKassaAddress(ip, { extra })).toBe(true);
    }
    expect(isYooKassaAddress('127.0.0.2', { extra })).toBe(false);
    expect(isYooKassaAddress('11.0.0.0', { extra })).toBe(false);
  });

  it('throws when a further address is invalid', () => {
    expect(() => isYooKassaAddress('1.1.1.1', { extra: ['nonsense'] })).toThrow();
  });
});

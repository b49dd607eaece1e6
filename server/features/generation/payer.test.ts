import { describe, expect, it } from 'vitest';
import { choosePayer, type PaymentSources } from './payer.ts';

const nothing: PaymentSources = {
  kind: 'image',
  price: 150,
  alwaysFree: false,
  freeAccess: false,
  planLeft: null,
  balances: { coins: 0, credits: 0, free_operations: 0 },
};
const everything: PaymentSources = {
  ...nothing,
  freeAccess: true,
  planLeft: 60,
  balances: { coins: 10_000, credits: 100, free_operations: 4 },
};
const balances = (given: Partial<PaymentSources['balances']>) => ({
  ...nothing.balances,
  ...given,
});

describe('the order of payers', () => {
  it.each<[string, Partial<PaymentSources>, ReturnType<typeof choosePayer>]>([
    [
      'an operation that is always free',
      { alwaysFree: true },
      { paidWith: 'free', amount: 0, before: null, missing: 0 },
    ],
    [
      'a model that costs nothing',
      { price: 0 },
      { paidWith: 'free', amount: 0, before: null, missing: 0 },
    ],
    ['free access', {}, { paidWith: 'free_access', amount: 0, before: null, missing: 0 }],
    ['a plan', { freeAccess: false }, { paidWith: 'plan', amount: 1, before: 60, missing: 0 }],
    [
      'a plan that is not counted by day',
      { freeAccess: false, planLeft: Number.POSITIVE_INFINITY },
      { paidWith: 'plan', amount: 1, before: null, missing: 0 },
    ],
    [
      'free operations when the plan is used up for today',
      { freeAccess: false, planLeft: 0 },
      { paidWith: 'free_operations', amount: 1, before: 4, missing: 0 },
    ],
    [
      'credits when there are no free operations',
      { freeAccess: false, planLeft: null, balances: balances({ coins: 10_000, credits: 100 }) },
      { paidWith: 'credits', amount: 1, before: 100, missing: 0 },
    ],
    [
      'coins when there is nothing else',
      { freeAccess: false, planLeft: null, balances: balances({ coins: 10_000 }) },
      { paidWith: 'coins', amount: 150, before: 10_000, missing: 0 },
    ],
    [
      'free access, for a video too',
      { kind: 'video' },
      { paidWith: 'free_access', amount: 0, before: null, missing: 0 },
    ],
    [
      'coins for a video, whatever else there is',
      { kind: 'video', price: 1900, freeAccess: false },
      { paidWith: 'coins', amount: 1900, before: 10_000, missing: 0 },
    ],
    [
      'coins down to the last hundredth',
      { freeAccess: false, planLeft: null, balances: balances({ coins: 150 }) },
      { paidWith: 'coins', amount: 150, before: 150, missing: 0 },
    ],
    [
      'nobody when a hundredth is missing',
      { freeAccess: false, planLeft: null, balances: balances({ coins: 149 }) },
      { paidWith: null, amount: 150, before: 149, missing: 1 },
    ],
    [
      'nobody for a video when only units are left',
      {
        kind: 'video',
        price: 1900,
        freeAccess: false,
        balances: balances({ credits: 9, free_operations: 9 }),
      },
      { paidWith: null, amount: 1900, before: 0, missing: 1900 },
    ],
  ])('%s', (_name, changes, choice) => {
    expect(choosePayer({ ...everything, ...changes })).toEqual(choice);
  });
});

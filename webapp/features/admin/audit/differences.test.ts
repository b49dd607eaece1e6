import { expect, it } from 'vitest';
import { differencesOf } from './differences.ts';

it('lays what was beside what is, field by field', () => {
  const before = { role: 'user', freeAccess: { until: null }, gone: 1 };
  const after = { role: 'admin', freeAccess: { until: '2099' }, codes: ['A', 'B'] };
  expect(differencesOf(before, after)).toEqual([
    { path: ['role'], before: 'user', after: 'admin' },
    { path: ['freeAccess', 'until'], before: null, after: '2099' },
    { path: ['gone'], before: 1, after: undefined },
    { path: ['codes'], before: undefined, after: ['A', 'B'] },
  ]);
});

it('is empty where nothing was written down', () => {
  expect(differencesOf(undefined, null)).toEqual([]);
  expect(differencesOf({}, {})).toEqual([]);
});

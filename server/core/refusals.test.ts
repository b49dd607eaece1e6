import pino from 'pino';
import { expect, it } from 'vitest';
import { Refusals } from './refusals.ts';

it('counts every refusal, lists five of a kind a minute, and says how many it left out', () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let now = 0;
  const refusals = new Refusals(log, () => now);
  const facts = { path: 'me.get', ip: '127.0.0.1', requestId: 'r' };
  for (let call = 0; call < 1000; call++) {
    refusals.record('INIT_DATA_INVALID', facts);
  }
  refusals.record('FORBIDDEN', facts);
  refusals.record('NOT_FOUND', facts);
  expect(lines.map(({ code }) => code)).toEqual([
    ...Array.from({ length: 5 }, () => 'INIT_DATA_INVALID'),
    'FORBIDDEN',
  ]);
  now = 60_000;
  refusals.record('INIT_DATA_INVALID', facts);
  expect(lines.slice(6)).toMatchObject([
    { code: 'INIT_DATA_INVALID', leftOut: 995 },
    { code: 'INIT_DATA_INVALID', path: 'me.get', ip: '127.0.0.1' },
  ]);
  expect(Object.fromEntries(refusals.counts)).toMatchObject({
    INIT_DATA_INVALID: 1001,
    FORBIDDEN: 1,
    INIT_DATA_MISSING: 0,
  });
});

it('logs why a call could not be served', () => {
  const lines: { code: string; reason: string }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const refusals = new Refusals(log);
  const facts = { path: 'account.delete', ip: undefined, requestId: 'r' };
  refusals.record('OVERLOADED', { ...facts, reason: new Error('canceling: lock timeout') });
  refusals.record('OVERLOADED', { ...facts, reason: 'no slot is free' });
  expect(lines).toMatchObject([
    { code: 'OVERLOADED', reason: 'Error: canceling: lock timeout' },
    { code: 'OVERLOADED', reason: 'no slot is free' },
  ]);
});

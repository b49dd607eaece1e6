import { describe, expect, it } from 'vitest';
import { estimateOf } from './estimate.ts';

const START = Date.parse('2026-11-28T12:00:00Z');
const at = (seconds: number) => START + seconds * 1000;
const job = {
  id: 'a',
  status: 'running',
  progress: null,
  etaSeconds: 8,
  createdAt: new Date(START).toISOString(),
  startedAt: new Date(START).toISOString(),
} as const;

describe('the progress of a job, and the time left', () => {
  it('follow the usual duration while the provider reports nothing', () => {
    expect(estimateOf(job, at(2), at(2))).toEqual({ share: 0.2, left: 8 });
    expect(estimateOf(job, at(6), at(2))).toEqual({ share: 0.6, left: 4 });
  });

  it('follow the provider’s progress: 78 % after four seconds leave one or two', () => {
    const told = { ...job, progress: 0.78, etaSeconds: 2 };
    expect(estimateOf(told, at(4), at(4))).toEqual({ share: 0.78, left: 2 });
  });

  it('agree with each other also where the bar may not go back', () => {
    const told = { ...job, progress: 0.3, etaSeconds: 7 };
    expect(estimateOf(told, at(3), at(3), 0.6)).toEqual({ share: 0.6, left: 4 });
  });

  it('stop shortly before the end when it takes longer than usual', () => {
    expect(estimateOf(job, at(30), at(2))).toEqual({ share: 0.95, left: 1 });
  });

  it.each([
    ['queued', { share: 0, left: 8 }],
    ['succeeded', { share: 1, left: null }],
    ['failed', { share: 0, left: null }],
  ] as const)('are known of a job that is %s', (status, estimate) => {
    expect(estimateOf({ ...job, status }, at(2), at(2))).toEqual(estimate);
  });
});

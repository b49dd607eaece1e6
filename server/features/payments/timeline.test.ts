import { describe, expect, it } from 'vitest';
import { inOrder, type TimelineEntry } from './timeline.ts';

const second = (text: string) => new Date(`2026-11-28T12:00:${text}Z`);

describe('the history of an order', () => {
  it('puts what was asked for before what followed from it within the same second', () => {
    const entries: TimelineEntry[] = [
      { kind: 'notification', at: second('05.900'), text: 'refund.succeeded' },
      { kind: 'returned', at: second('05.300') },
      { kind: 'refund_asked', at: second('05.400'), text: 'twice' },
      { kind: 'admin', at: second('05.400'), text: 'payment.refund' },
      { kind: 'credited', at: second('01.000') },
      { kind: 'charged', at: second('01.000') },
      { kind: 'admin', at: second('01.500'), text: 'payment.check' },
      { kind: 'notification', at: second('01.900'), text: 'payment.succeeded' },
      { kind: 'created', at: second('01.000') },
    ];
    expect(inOrder(entries).map(({ kind, text }) => text ?? kind)).toEqual([
      'created',
      'payment.succeeded',
      'payment.check',
      'charged',
      'credited',
      'payment.refund',
      'twice',
      'refund.succeeded',
      'returned',
    ]);
  });
});

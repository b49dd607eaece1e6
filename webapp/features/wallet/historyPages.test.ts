import { describe, expect, it } from 'vitest';
import type { HistoryItem, HistoryOutput } from '../../../shared/schemas/wallet.ts';
import { putOnTop, toLines } from './historyPages.ts';

function item(id: number, day: string): HistoryItem {
  return {
    id: String(id),
    asset: 'coins',
    kind: 'topup',
    amount: 100,
    balanceAfter: id * 100,
    description: '',
    subject: null,
    day,
    createdAt: `${day}T12:00:00Z`,
  };
}

function page(
  items: HistoryItem[],
  days: HistoryOutput['days'],
  nextCursor: string | null,
): HistoryOutput {
  return { items, days, nextCursor };
}

const monday = '2026-11-16';
const tuesday = '2026-11-17';
const first = page(
  [item(4, tuesday), item(3, monday)],
  [
    { day: tuesday, total: 100 },
    { day: monday, total: 300 },
  ],
  '3',
);
const second = page([item(2, monday), item(1, monday)], [{ day: monday, total: 300 }], null);
const loaded = { pages: [first, second], pageParams: [null, '3'] };

describe('lines of the history', () => {
  it('put one heading before a day, even when it continues on another page', () => {
    expect(toLines(loaded).map((line) => (line.type === 'day' ? line.day : line.item.id))).toEqual([
      tuesday,
      '4',
      monday,
      '3',
      '2',
      '1',
    ]);
  });
});

describe('new lines put on top', () => {
  it('keep what is loaded and add only what is new, with the new total', () => {
    const top = page([item(5, tuesday), item(4, tuesday)], [{ day: tuesday, total: 200 }], '4');
    const lines = toLines(putOnTop(loaded, top));
    expect(lines[0]).toEqual({ type: 'day', day: tuesday, total: 200 });
    expect(lines.flatMap((line) => (line.type === 'item' ? [line.item.id] : []))).toEqual([
      '5',
      '4',
      '3',
      '2',
      '1',
    ]);
  });

  it('replace the loaded ones when lines in between would be missing', () => {
    const top = page([item(9, tuesday), item(8, tuesday)], [{ day: tuesday, total: 900 }], '8');
    expect(putOnTop(loaded, top)).toEqual({ pages: [top], pageParams: [null] });
  });

  it('change nothing when nothing is new', () => {
    expect(toLines(putOnTop(loaded, first))).toEqual(toLines(loaded));
  });
});

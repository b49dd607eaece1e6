import { describe, expect, it } from 'vitest';
import { batchOfRows } from './batch.ts';

interface Row {
  id: number;
  name: string;
}

/** Reads that end when the test says so. */
function manual() {
  const asked: { ids: number[]; answer(rows: Row[]): void; fail(error: Error): void }[] = [];
  const batch = batchOfRows<Row>(
    (ids) =>
      new Promise((resolve, reject) => {
        asked.push({ ids, answer: resolve, fail: reject });
      }),
  );
  return { asked, batch };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const rows = (ids: number[]) => ids.map((id) => ({ id, name: `row ${id}` }));

describe('a batch of rows', () => {
  it('sends ids that are read in one turn as one statement, and gives each caller its own row', async () => {
    const { asked, batch } = manual();
    const reads = [3, 1, 3, 2].map((id) => batch.ask(id));
    await turn();
    expect(asked.map(({ ids }) => ids)).toEqual([[3, 1, 2]]);
    asked[0]?.answer(rows([1, 3]));
    expect(await Promise.all(reads)).toEqual([
      { id: 3, name: 'row 3' },
      { id: 1, name: 'row 1' },
      { id: 3, name: 'row 3' },
      undefined,
    ]);
  });

  it('never answers from a read that began before the call', async () => {
    const { asked, batch } = manual();
    const first = batch.ask(1);
    await turn();
    const second = batch.ask(1);
    await turn();
    expect(asked).toHaveLength(2);
    asked[0]?.answer([{ id: 1, name: 'old' }]);
    asked[1]?.answer([{ id: 1, name: 'new' }]);
    expect(await first).toMatchObject({ name: 'old' });
    expect(await second).toMatchObject({ name: 'new' });
  });

  it('has at most two reads in flight, and batches further ones', async () => {
    const { asked, batch } = manual();
    const reads: Promise<Row | undefined>[] = [];
    for (const id of [1, 2, 3, 4, 5]) {
      reads.push(batch.ask(id));
      await turn();
    }
    expect(asked.map(({ ids }) => ids)).toEqual([[1], [2]]);
    asked[0]?.answer(rows([1]));
    await turn();
    await turn();
    expect(asked.map(({ ids }) => ids)).toEqual([[1], [2], [3, 4, 5]]);
    asked[1]?.answer(rows([2]));
    asked[2]?.answer(rows([3, 4, 5]));
    expect((await Promise.all(reads)).map((row) => row?.id)).toEqual([1, 2, 3, 4, 5]);
  });

  it('passes a failure to the callers of that batch, and goes on', async () => {
    const { asked, batch } = manual();
    const reads = [1, 2].map((id) => batch.ask(id));
    await turn();
    asked[0]?.fail(new Error('connection lost'));
    const outcomes = await Promise.allSettled(reads);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = batch.ask(1);
    await turn();
    asked[1]?.answer(rows([1]));
    expect(await again).toEqual({ id: 1, name: 'row 1' });
  });
});

import { fn, literal } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Alert } from '../features/alerts/models.ts';
import { testApp } from '../testing/testApp.ts';

const test = testApp();

describe('a repository', () => {
  it('inserts a row unless its key exists, and the transaction goes on', async () => {
    const values = { kind: 'violation', key: 'once', createdAt: fn('now') } as const;
    const rows = await test.app.db.transaction(async (tx) => {
      const alerts = tx.of(Alert);
      const first = await alerts.createUnlessExists(values);
      const second = await alerts.createUnlessExists(values);
      return [first?.createdAt, second, await alerts.count({ where: { key: 'once' } })];
    });
    expect(rows).toEqual([expect.any(Date), null, 1]);
  });

  it('returns changed rows under the names of their fields', async () => {
    const rows = await test.app.db.transaction(async (tx) => {
      const alerts = tx.of(Alert);
      await alerts.create({ kind: 'violation', key: 'changed' });
      return alerts.updateReturning(
        { resolvedAt: fn('now'), detail: literal(`detail || '{"a":1}'`) },
        { where: { key: 'changed' } },
      );
    });
    expect(rows.map(({ key, resolvedAt, detail }) => [key, resolvedAt, detail])).toEqual([
      ['changed', expect.any(Date), { a: 1 }],
    ]);
  });
});

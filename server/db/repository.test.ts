import { fn, literal } from 'sequelize';
import { describe, expect, it } from 'vitest';
import type { BadgeMetric } from '../../shared/catalog/badges.ts';
import { Alert } from '../features/alerts/models.ts';
import { InboxEvent } from '../features/inbox/models.ts';
import { UserCounter } from '../features/progress/models.ts';
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

  it('renames rows, except those whose key has the new name already', async () => {
    const rows = await test.app.db.transaction(async (tx) => {
      const events = tx.of(InboxEvent);
      const row = (source: string, eventKey: string) => ({ source, eventKey, payload: {} });
      await events.bulkCreate([row("o'ld", '1'), row("o'ld", '2'), row('new', '2')]);
      await events.rename('source', { from: "o'ld", to: 'new', key: ['eventKey'] });
      await events.rename('source', { from: 'new', to: "ne'w", key: ['eventKey'] });
      return events.findAll({ where: { source: ["o'ld", 'new', "ne'w"] }, order: ['eventKey'] });
    });
    expect(rows.map(({ source, eventKey }) => [source, eventKey])).toEqual([
      ["ne'w", '1'],
      ["o'ld", '2'],
      ["ne'w", '2'],
    ]);
  });

  it('sums a field, in total and by each value of another field', async () => {
    const people = await Promise.all([test.person(), test.person()]);
    const userId = people.map((person) => person.userId);
    await test.app.db.transaction((tx) =>
      tx.of(UserCounter).bulkCreate([
        { userId: userId[0] ?? 0, metric: 'images', value: 2 },
        { userId: userId[1] ?? 0, metric: 'images', value: 3 },
        { userId: userId[1] ?? 0, metric: 'videos', value: 4 },
      ]),
    );
    const counters = test.app.db.of(UserCounter);
    const metric: BadgeMetric[] = ['images', 'videos'];
    const where = { userId, metric };
    expect(await counters.sum('value', where)).toBe(9);
    expect(await counters.sum('value', { userId: -1 })).toBe(0);
    const sums = await counters.sumBy('metric', 'value', where);
    expect(sums).toHaveLength(2);
    expect(sums).toEqual(
      expect.arrayContaining([
        { metric: 'images', total: 5 },
        { metric: 'videos', total: 4 },
      ]),
    );
  });
});

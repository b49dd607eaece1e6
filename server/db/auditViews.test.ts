import { expect, it } from 'vitest';
import { testApp } from '../testing/testApp.ts';
import { sql } from './statement.ts';

const test = testApp();

it('no audit view accepts writes', async () => {
  const views = await test.app.db.query(
    sql<{ name: string; writable: boolean }>(`
      select table_name as name, is_updatable = 'YES' or is_insertable_into = 'YES' as writable
      from information_schema.views where table_schema = 'audit'
    `),
  );
  expect(views.length).toBeGreaterThanOrEqual(10);
  expect(views.filter(({ writable }) => writable)).toEqual([]);
});

it.each([
  'delete from audit.ledger',
  'update audit.generations set price = 0',
  "insert into audit.promo_codes (code, max_uses) values ('X', 1)",
  'delete from audit.admin_actions',
  'update audit.inbox set processed_at = now()',
])('the database itself refuses: %s', async (text) => {
  const writing = test.app.db.transaction((tx) => tx.query(sql(text)));
  await expect(writing).rejects.toThrow(/cannot (delete from|update|insert into) view/);
});

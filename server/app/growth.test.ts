/** Rows can be partitioned by person when one PostgreSQL is outgrown. */
import { expect, it } from 'vitest';
import { sql } from '../db/statement.ts';
import { testApp } from '../testing/testApp.ts';

const test = testApp();

/**
 * Unique among all people on purpose: these tables stay whole on one server. They have a row for each
 * purchase, thread or message that waits, and grow a thousand times slower than ledger and generations.
 */
const uniqueAmongAll = [
  // One order is never credited for two people, nor a charge twice.
  'payment_charges_pkey',
  'payments_id_key',
  'payments_provider_payment_key',
  // Messages go to the same queue, whoever they are for.
  'outbox_messages_key',
  'outbox_messages_pkey',
  // A topic of the staff group belongs to one thread.
  'support_threads_topic_key',
];

const findKeysWithoutPerson = sql<{ name: string }>(`
  select key.indexrelid::regclass::text as name
  from pg_index key join pg_class own on own.oid = key.indrelid
  join pg_attribute person on person.attrelid = own.oid and person.attname = 'user_id'
  where key.indisunique and own.relnamespace = 'public'::regnamespace and own.relkind = 'r'
    and not person.attnum = any(key.indkey)
  order by 1
`);

const findTablesWithoutKey = sql<{ name: string }>(`
  select own.relname as name
  from pg_class own join pg_attribute person on person.attrelid = own.oid and person.attname = 'user_id'
  where own.relnamespace = 'public'::regnamespace and own.relkind = 'r'
    and not exists (select from pg_index key where key.indrelid = own.oid and key.indisprimary)
`);

it("has the person in every unique key of a table of people's rows", async () => {
  const names = (await test.app.db.query(findKeysWithoutPerson)).map(({ name }) => name);
  expect(names).toEqual([...uniqueAmongAll].sort());
  expect(await test.app.db.query(findTablesWithoutKey)).toEqual([]);
});

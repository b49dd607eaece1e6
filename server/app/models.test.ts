import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MissingTransactionError } from '../db/boundModels.ts';
import type { Tx } from '../db/database.ts';
import { codesByConstraint } from '../db/refusals.ts';
import { differences, factsOfModels, factsOfSchema } from '../db/schemaAgreement.ts';
import { sql } from '../db/statement.ts';
import { Level, Pack } from '../features/catalog/models.ts';
import { PromoCode } from '../features/promo/models.ts';
import { User } from '../features/users/models.ts';
import { testApp } from '../testing/testApp.ts';
import { toDomainError } from '../trpc/errors.ts';
import { associations, tables } from './models.ts';

const test = testApp();
let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: test.databaseUrl });
  await client.connect();
});
afterAll(() => client.end());

const compare = async () =>
  differences(
    factsOfModels(tables),
    await factsOfSchema(async (text) => (await client.query(text)).rows),
  );

/** The differences after a change of the schema, which is rolled back. */
async function differencesAfter(change: string): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(change);
    return await compare();
  } finally {
    await client.query('rollback');
  }
}

describe('models and schema', () => {
  it('agree on tables, columns, types, defaults and keys', async () => {
    expect(await compare()).toEqual([]);
  });

  it.each([
    [
      'a removed column',
      'alter table users drop column streak_date',
      'users: only the model says "column streak_date date".',
    ],
    [
      'a changed type',
      'alter table packs alter column stars type bigint',
      'packs: only the schema says "column stars bigint, required".',
    ],
    [
      'a value that only the model knows',
      `alter table users drop constraint users_language_check,
         add constraint users_language_check check (language in ('ru', 'de'))`,
      'users: only the model says "values of language: en, ru".',
    ],
    [
      'a changed default',
      'alter table promo_codes alter column per_user set default 2',
      'promo_codes: only the schema says "column per_user integer, required, default 2".',
    ],
    [
      'a dropped foreign key',
      'alter table payment_charges drop constraint payment_charges_user_id_payment_id_fkey',
      'payment_charges: only the model says "foreign key (user_id, payment_id) to payments (user_id, id)".',
    ],
    [
      'a dropped unique key',
      'alter table users drop constraint users_referral_code_key',
      'users: only the model says "unique users_referral_code_key (referral_code)".',
    ],
    ['an added table', 'create table extra (id int)', 'The table extra has no model.'],
    [
      'a removed table',
      'drop table app_presence',
      "The model's table app_presence does not exist.",
    ],
  ])('differ after %s, and it is said', async (_what, change, sentence) => {
    expect(await differencesAfter(change)).toContain(sentence);
  });
});

describe('associations', () => {
  it.each(
    associations.map(
      (association) => [association.from.name, association.owned, association] as const,
    ),
  )('%s.%s can be read from both sides', async (_from, owned, { from, to, owner }) => {
    const one = test.app.db.models.get(from);
    const other = test.app.db.models.get(to);
    await one?.findOne({ include: owned });
    await other?.findOne({ include: owner });
    expect(one?.associations[owned]?.target).toBe(other);
  });
});

const codeOf = (work: (tx: Tx) => Promise<unknown>) =>
  test.app.db.transaction(work).then(
    () => 'written',
    (error: unknown) => {
      const { code, details } = toDomainError(error);
      return [code, ...(details.fields ?? [])].join(' ');
    },
  );

describe('a value that a model or a constraint refuses', () => {
  const pack = { code: 'odd', coins: 100, stars: 1, roubles: 100, position: 99 };

  it.each([
    [
      'not of the closed set',
      (tx: Tx) => tx.of(User).update({ role: 'king' as 'user' }, { where: {} }),
      'BAD_REQUEST role',
    ],
    [
      'missing',
      (tx: Tx) => tx.of(Pack).create({ ...pack, coins: null as unknown as number }),
      'BAD_REQUEST coins',
    ],
    [
      'not an integer',
      (tx: Tx) => tx.of(Pack).create({ ...pack, stars: 1.5 }),
      'BAD_REQUEST stars',
    ],
    [
      'larger than its column holds',
      (tx: Tx) => tx.of(Pack).create({ ...pack, stars: 2 ** 31 }),
      'BAD_REQUEST stars',
    ],
    [
      'of another shape',
      (tx: Tx) => tx.of(Level).create({ level: 99, minXp: 1e9, name: { ru: 'x' } as never }),
      'BAD_REQUEST name',
    ],
    [
      'taken already',
      (tx: Tx) => tx.of(PromoCode).create({ code: 'WELCOME2025', kind: 'bonus_coins', value: 1 }),
      'CONFLICT',
    ],
  ])('becomes a domain error when it is %s', async (_what, work, expected) => {
    expect(await codeOf(work)).toBe(expected);
  });
});

describe('a constraint that a person can meet', () => {
  it('exists under the name by which it is mapped', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select conname as name from pg_constraint union select indexrelid::regclass::text from pg_index`,
    );
    const names = new Set(rows.map(({ name }) => name));
    expect(Object.keys(codesByConstraint).filter((name) => !names.has(name))).toEqual([]);
  });

  it('is mapped to its code', async () => {
    const { userId } = await test.person();
    const overdraw = sql('update wallets set balance = -1 where user_id = $1');
    expect(await codeOf((tx) => tx.query(overdraw, [userId]))).toBe('INSUFFICIENT_FUNDS');
  });
});

describe('a model that is used without its repository', () => {
  it('writes nothing without a transaction', async () => {
    const { userId } = await test.person();
    const user = await test.app.db.of(User).findByPk(userId);
    await expect(user?.update({ firstName: 'Changed' })).rejects.toThrow(MissingTransactionError);
    await expect(user?.destroy()).rejects.toThrow(MissingTransactionError);
    expect((await test.app.db.of(User).findByPk(userId))?.firstName).toBe('Alice');
  });
});

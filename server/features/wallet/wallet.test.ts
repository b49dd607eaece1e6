import { randomUUID } from 'node:crypto';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { createExportRouter } from '../exports/router.ts';
import type { GenerationProvider } from '../generation/providers/provider.ts';

const maker: GenerationProvider = {
  name: 'local',
  idempotentSubmit: true,
  supports: () => true,
  traitsOf: () => ({ takesSeed: true, references: 0 }),
  submit: async () => ({ requestId: '' }),
  poll: async () => ({ state: 'queued' }),
  cancel: async () => false,
};
const test = testApp({ overrides: { providers: { local: maker } } });

type Person = Awaited<ReturnType<typeof test.person>>;

async function adjust({ userId }: Person, amount: number, times: string[] = []) {
  const entries = await test.app.db.transaction((tx) =>
    ledger.postAll(
      tx,
      (times.length > 0 ? times : ['']).map(() => ({
        kind: 'admin_adjustment',
        actionId: randomUUID(),
        asset: 'coins',
        direction: amount > 0 ? 'add' : 'take',
        amount: Math.abs(amount),
        description: '=HYPERLINK("http://evil")',
        userId,
        botName: 'main',
        actor: 'admin:1',
      })),
    ),
  );
  return entries.map(({ entry }) => entry.id);
}

/**
 * Inserts entries at other times, bypassing the trigger that forbids it: the days of a history need a past.
 */
async function moveTo(ids: number[], times: string[]) {
  await test.app.db.query(
    sql('alter table ledger_entries disable trigger ledger_entries_append_only'),
  );
  for (const [index, id] of ids.entries()) {
    await test.app.db.query(sql('update ledger_entries set created_at = $2 where id = $1'), [
      id,
      times[index],
    ]);
  }
  await test.app.db.query(
    sql('alter table ledger_entries enable trigger ledger_entries_append_only'),
  );
}

async function readAll(person: Person, limit: number, filter: 'all' | 'rewards' = 'all') {
  const items = [];
  let cursor: string | undefined;
  do {
    const page = await person.call.wallet.history({ limit, filter, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

describe('wallet.get', () => {
  it('returns the balances and how many works they pay for', async () => {
    const alice = await test.person();
    expect(await alice.call.wallet.get()).toEqual({
      balance: { coins: 10_000, freeOperations: 4, credits: 0, freeTrainings: 0 },
      plan: null,
      freeAccess: null,
      creditsTotal: 0,
      // At 1.5 and 19 coins.
      worth: { images: 66, videos: 5 },
    });
  });

  it('refuses unauthenticated callers', async () => {
    await expect(test.nobody().wallet.get()).rejects.toMatchObject({
      message: 'INIT_DATA_MISSING',
    });
  });
});

describe('wallet.history', () => {
  it('lists everything once, page by page, newest first', async () => {
    const alice = await test.person();
    for (let n = 0; n < 7; n++) {
      await adjust(alice, 100 + n);
    }
    const whole = await alice.call.wallet.history({});
    expect(whole.items).toHaveLength(9);
    expect(whole.nextCursor).toBeNull();
    for (const limit of [1, 2, 4, 9]) {
      expect(await readAll(alice, limit)).toEqual(whole.items);
    }
    const coins = whole.items.filter(({ asset }) => asset === 'coins');
    expect(coins.map(({ balanceAfter }) => balanceAfter)).toEqual(
      coins.map(({ balanceAfter }) => balanceAfter).sort((a, b) => b - a),
    );
  });

  it('filters by kind', async () => {
    const alice = await test.person();
    await adjust(alice, 500);
    await alice.call.me.chooseDirection({ direction: 'personal', requestId: randomUUID() });
    const kinds = async (filter: 'topups' | 'rewards' | 'spent') =>
      (await alice.call.wallet.history({ filter })).items.map(({ kind }) => kind);
    expect(await kinds('rewards')).toEqual(['direction_reward', 'free_grant', 'launch_reward']);
    expect(await kinds('topups')).toEqual([]);
    expect(await kinds('spent')).toEqual([]);
    expect((await readAll(alice, 1, 'rewards')).map(({ kind }) => kind)).toEqual([
      'direction_reward',
      'free_grant',
      'launch_reward',
    ]);
  });

  it('groups days in the requested zone and sums each whole day, not the page', async () => {
    const alice = await test.person();
    const ids = await adjust(alice, 200, ['', '', '', '']);
    await moveTo(ids, [
      '2026-03-10T20:30:00Z',
      '2026-03-10T21:30:00Z',
      '2026-03-10T22:30:00Z',
      '2026-03-11T21:30:00Z',
    ]);
    const daysIn = async (timeZone: string, limit = 100) => {
      const { days } = await alice.call.wallet.history({ timeZone, limit });
      return days.filter(({ day }) => day.startsWith('2026-03'));
    };
    expect(await daysIn('UTC')).toEqual([
      { day: '2026-03-11', total: 200 },
      { day: '2026-03-10', total: 600 },
    ]);
    const moscow = [
      { day: '2026-03-12', total: 200 },
      { day: '2026-03-11', total: 400 },
      { day: '2026-03-10', total: 200 },
    ];
    expect(await daysIn('Europe/Moscow')).toEqual(moscow);
    // The same distance as an offset, which PostgreSQL writes the other way round.
    expect(await daysIn('+03:00')).toEqual(moscow);
    // Four entries of today are in the way; the page ends in the middle of the 11th.
    expect(await daysIn('Europe/Moscow', 4)).toEqual(moscow.slice(0, 2));
  });

  it('refuses an invalid zone', async () => {
    const alice = await test.person();
    await expect(alice.call.wallet.history({ timeZone: "UTC'; drop" })).rejects.toMatchObject({
      message: 'BAD_REQUEST',
    });
  });

  it('names the subject of a movement', async () => {
    const alice = await test.person();
    const id = randomUUID();
    await test.app.db.query(insertGeneration, [alice.userId, id]);
    await test.app.db.transaction((tx) =>
      ledger.post(tx, {
        kind: 'generation_charge',
        generationId: id,
        asset: 'coins',
        amount: 150,
        userId: alice.userId,
        botName: 'main',
        actor: `user:${alice.userId}`,
      }),
    );
    const { items } = await alice.call.wallet.history({ filter: 'spent' });
    expect(items).toMatchObject([
      {
        amount: -150,
        subject: {
          type: 'generation',
          id,
          operation: 'create',
          modelName: 'Nano Banana',
          prompt: 'a cat',
        },
      },
    ]);
  });

  it('returns nothing of others, even with their cursor', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    await adjust(alice, 100);
    const { items } = await alice.call.wallet.history({});
    const cursor = items[0]?.id ?? '';
    expect((await bob.call.wallet.history({ cursor })).items.map(({ kind }) => kind)).toEqual([
      'free_grant',
      'launch_reward',
    ]);
  });

  it('accepts any valid cursor, and refuses invalid ones', async () => {
    const alice = await test.person();
    for (const cursor of ['0', '000', '999999999999999']) {
      expect((await alice.call.wallet.history({ cursor })).items.length).toBeLessThanOrEqual(2);
    }
    for (const cursor of ['x', '-1', '9'.repeat(200)]) {
      await expect(alice.call.wallet.history({ cursor })).rejects.toThrow('BAD_REQUEST');
    }
  });
});

describe('wallet.exportHistory', () => {
  async function withServer<Result>(work: (origin: string) => Promise<Result>): Promise<Result> {
    const server = express().use(createExportRouter(test.app)).listen(0);
    const address = server.address();
    try {
      return await work(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('returns a file of the whole history, without formulas', async () => {
    const alice = await test.person({ language_code: 'en' });
    await adjust(alice, 150);
    const { url } = await alice.call.wallet.exportHistory({ timeZone: 'Europe/Moscow' });
    await withServer(async (origin) => {
      const response = await fetch(new URL(url, origin));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(
        'attachment; filename="history.csv"',
      );
      const lines = (await response.text()).split('\r\n');
      expect(lines[0]).toBe('Time,Entry,Of what,Change,Balance,Details');
      expect(lines[1]).toContain(`Adjustment,coins,1.5,101.5,"'=HYPERLINK(""http://evil"")"`);
      expect(lines[3]).toContain('First launch gift,coins,100,100,');
      expect(lines).toHaveLength(5);
    });
  });

  it('gives a Russian spreadsheet columns, dates and sums that it recognises', async () => {
    const alice = await test.person({ language_code: 'ru' });
    await adjust(alice, 150);
    const { url } = await alice.call.wallet.exportHistory({ timeZone: 'Europe/Moscow' });
    await withServer(async (origin) => {
      const bytes = Buffer.from(await (await fetch(new URL(url, origin))).arrayBuffer());
      expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
      const lines = bytes.subarray(3).toString().split('\r\n');
      expect(lines[0]).toBe('Время;Операция;Что;Изменение;Остаток;Подробности');
      expect(lines[1]).toMatch(
        /^\d{2}\.\d{2}\.2\d{3} \d{2}:\d{2}:\d{2};Корректировка;монеты;1,5;101,5;/,
      );
    });
  });

  it('refuses the file for a paused account, though the link has not expired', async () => {
    const [alice, admin] = [await test.person(), await test.admin()];
    const { url } = await alice.call.wallet.exportHistory({});
    const change = { userId: alice.userId, reason: 'a test' };
    await withServer(async (origin) => {
      await admin.call.admin.setBlocked({ ...change, blocked: true, requestId: randomUUID() });
      expect((await fetch(new URL(url, origin))).status).toBe(403);
      await admin.call.admin.setBlocked({ ...change, blocked: false, requestId: randomUUID() });
      expect((await fetch(new URL(url, origin))).status).toBe(200);
    });
  });

  it('refuses a changed or expired link', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const { url } = await alice.call.wallet.exportHistory({});
    const { url: other } = await bob.call.wallet.exportHistory({});
    await withServer(async (origin) => {
      const mixed = new URL(url, origin);
      mixed.searchParams.set('d', new URL(other, origin).searchParams.get('d') ?? '');
      const late = new URL(url, origin);
      late.searchParams.set('until', '99999999999');
      for (const address of [mixed, late, new URL('/api/export/history.csv', origin)]) {
        expect((await fetch(address)).status).toBe(403);
      }
    });
  });
});

const insertGeneration = sql(`
  insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
    aspect_ratio, seed, price, paid_with, deadline_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'create', 'nano-banana', 'a cat', '1:1', 1, 150, 'coins',
    now() + interval '1 hour')
`);

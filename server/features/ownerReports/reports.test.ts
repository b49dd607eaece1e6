import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tooManyRequests } from '../../../simulators/telegram/index.ts';
import { sql } from '../../db/statement.ts';
import { raiseAlert } from '../alerts/service.ts';
import { dayOf, plusDays } from '../figures/days.ts';
import { storeDays } from '../figures/storeDays.ts';
import { buyWithStars } from '../payments/providers/stars/testing/buyWithStars.ts';
import { PATIENCE, starWorld } from '../payments/providers/stars/testing/starWorld.ts';
import { collectReports } from './collect.ts';

const GROUP = -1_009_000_000_777;
/** The clock of the application, which a test may put forward. */
const clock = { aheadMs: 0 };
const now = () => new Date(Date.now() + clock.aheadMs);
const world = await starWorld({ REPORTS_CHAT_ID: String(GROUP) }, { now });
const { telegram, test } = world;
const group = telegram.chats.groups.create(GROUP, { isForum: false });
let admin: Awaited<ReturnType<typeof test.admin>>;

/** Everything was written long enough ago to be reported. */
const age = sql(`
  with charges as (update payment_charges set created_at = created_at - interval '1 minute'),
    refunds as (update payment_refunds set created_at = created_at - interval '1 minute'),
    threads as (update support_threads set created_at = created_at - interval '1 minute')
  update alerts set created_at = created_at - interval '1 minute'
`);
const setLastReport = sql(`
  insert into settings (key, value) values ('reports_told', $1::jsonb)
  on conflict (key) do update set value = excluded.value
`);
const readOutbox = sql<{ text: string; sent: boolean; last_error: string | null }>(`
  select payload ->> 'text' as text, sent_at is not null as sent, last_error
  from outbox_messages where kind = 'owner_report' order by id
`);

/** Reported up to an hour ago; the test chooses the day. */
async function begin(day = dayOf(test.app.now())) {
  const upTo = new Date(test.app.now().getTime() - 60_000 - 3_000);
  await test.app.db.transaction((tx) => tx.query(setLastReport, [JSON.stringify({ upTo, day })]));
}

const heard = () => group.messages.map(({ text }) => text ?? '');
const hears = (part: string) =>
  vi.waitFor(() => expect(heard().filter((text) => text.includes(part))).toHaveLength(1), PATIENCE);

async function change(values: Record<string, unknown>) {
  const { version } = await admin.call.admin.settings();
  await admin.call.admin.changeSettings({ requestId: randomUUID(), version, values });
}

beforeAll(async () => {
  admin = await test.admin();
});

describe('the owner', () => {
  it('gets payments, refunds, alerts and threads, each once, with names that can’t act as links', async () => {
    const anna = await world.payer({ firstName: '<b>Anna</b> @all t.me/x' });
    const { refund } = await buyWithStars(test.app, anna, { coins: 5000 });
    await refund();
    await anna.call.support.send({ requestId: randomUUID(), text: 'My card is 4111' });
    await test.app.db.transaction((tx) =>
      raiseAlert(tx, { kind: 'refund_failed', key: 'stars:x' }),
    );
    await begin();
    await test.app.db.transaction((tx) => tx.query(age));
    await Promise.all([collectReports(test.app), collectReports(test.app)]);
    await collectReports(test.app);
    await hears('Платежи: 2');
    await hears('Сигналы: 1');
    await hears('Новые обращения: 1');
    expect(heard()).toHaveLength(3);
    const [payments] = heard().filter((text) => text.startsWith('Платежи'));
    expect(payments).toContain('100 ★ · 50 монет');
    expect(payments).toContain('возврат 100 ★');
    expect(payments).toContain('<b>Anna');
    // Nothing in it can be pressed: addresses and names contain a word joiner.
    expect(payments).not.toMatch(/@all|t\.me/);
    expect(heard().join()).not.toContain('4111');
  });

  it('gets them in the other language, without the kinds that are switched off', async () => {
    await change({ reports_language: 'en', report_alerts: false });
    const bob = await world.payer({ firstName: 'Bob' });
    await buyWithStars(test.app, bob, { coins: 5000 });
    await test.app.db.transaction((tx) =>
      raiseAlert(tx, { kind: 'refund_failed', key: 'stars:y' }),
    );
    await begin();
    const before = heard().length;
    await test.app.db.transaction((tx) => tx.query(age));
    await collectReports(test.app);
    await hears('Payments: 1');
    expect(heard()).toHaveLength(before + 1);
  });

  it('gets yesterday’s figures once, when they have been counted', async () => {
    // To nine o'clock, of this day or the next.
    const nine = Date.parse(`${dayOf(now())}T09:00:00Z`);
    clock.aheadMs = (nine > Date.now() ? nine : nine + 86_400_000) - Date.now();
    try {
      const yesterday = plusDays(dayOf(test.app.now()), -1);
      await begin(plusDays(yesterday, -1));
      await collectReports(test.app);
      const readDailyReports = async () =>
        (await test.app.db.query(readOutbox)).filter(({ text }) => text.startsWith('The day'));
      expect(await readDailyReports()).toEqual([]);
      await storeDays(test.app, [yesterday]);
      await collectReports(test.app);
      await collectReports(test.app);
      expect(await readDailyReports()).toHaveLength(1);
      expect((await readDailyReports())[0]?.text).toMatch(/^The day: .+\nRevenue: 0 ₽ \+ \d+ ★\n/);
    } finally {
      clock.aheadMs = 0;
    }
  });

  it('gets reports in the end when Telegram asks to wait, while people get messages all the same', async () => {
    telegram.api.fail({ method: 'sendMessage', userId: GROUP, error: tooManyRequests(1) });
    await test.app.db.transaction((tx) => raiseAlert(tx, { kind: 'event_failed', key: 'late' }));
    await change({ report_alerts: true });
    await begin();
    await test.app.db.transaction((tx) => tx.query(age));
    await collectReports(test.app);
    await hears('A notification could not be processed');
  });

  it('gets nothing where no chat is set any more', async () => {
    await change({ reports_chat: '-100500/7' });
    await expect(change({ reports_chat: 'https://t.me/chat' })).rejects.toMatchObject({
      message: 'INVALID_FIELDS',
    });
    await test.app.db.transaction((tx) => raiseAlert(tx, { kind: 'event_failed', key: 'lost' }));
    await begin();
    await test.app.db.transaction((tx) => tx.query(age));
    const before = heard().length;
    await collectReports(test.app);
    await vi.waitFor(async () => {
      const [last] = (await test.app.db.query(readOutbox)).slice(-1);
      expect(
        last?.sent === false && last.last_error !== 'sending' && last.last_error !== null,
      ).toBe(true);
    }, PATIENCE);
    expect(heard()).toHaveLength(before);
  });
});

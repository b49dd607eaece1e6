import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { BroadcastAudience } from '../../../shared/schemas/broadcasts.ts';
import type { Person } from '../../../simulators/telegram/index.ts';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import { sql } from '../../db/statement.ts';
import { samplePicture } from '../generation/testing/fakeProvider.ts';
import { deliverDue } from '../notifications/deliver.ts';
import { recordAcceptedBot } from '../notifications/refusedBots.ts';
import { notify } from '../notifications/service.ts';
import { PATIENCE, starWorld } from '../payments/providers/stars/testing/starWorld.ts';
import { requestRun } from './runJob.ts';
import { draftOf, everybody, readMessages } from './testing.ts';

const FAST_MS = 2;
const SLOW_MS = 60;

const world = await starWorld(
  {},
  { delivery: { messageEveryMs: FAST_MS, abandonedAfterMs: 60_000, refusedPauseMs: 100 } },
);
const { telegram, test } = world;
type Reader = Awaited<ReturnType<typeof world.payer>>;
type Admin = Awaited<ReturnType<typeof test.admin>>;
let admin: Admin;

beforeAll(async () => {
  telegram.world.addPerson({ ...(await reader()).person, id: 900_001, key: 'boss' });
  admin = await test.admin();
});

/** A person who has written to the bot and, unless said otherwise, has switched promotions on. */
async function reader(changes: Partial<Person> = {}, wants = true): Promise<Reader> {
  const found = await world.payer({ languageCode: 'en', ...changes });
  telegram.chats.say('main', found.person.id, '/start');
  await world.settled();
  if (wants) {
    await found.call.me.updateSettings({ notifications: { broadcast: true } });
  }
  return found;
}

const readers = (count: number) => Promise.all(Array.from({ length: count }, () => reader()));

const textsTo = ({ person }: Reader) =>
  telegram.chats
    .messages('main', person.id)
    .filter(({ from }) => from?.is_bot)
    .map(({ text, caption }) => text ?? caption);

const timesReceived = (who: Reader, text: string) =>
  textsTo(who).filter((one) => one === text).length;

/** Saves a draft with a unique English text, and starts it. */
async function launch(changes: Parameters<typeof draftOf>[0] = {}) {
  const text = `News ${randomUUID()}`;
  const draft = draftOf({ text: { ru: `По-русски: ${text}`, en: text }, ...changes });
  const { id, version } = await admin.call.admin.saveBroadcast(draft);
  await admin.call.admin.startBroadcast({ requestId: randomUUID(), id, version, at: null });
  return { id, text: draft.text.en };
}

const changeState = (id: string, step: 'pause' | 'resume' | 'cancel') =>
  admin.call.admin.steerBroadcast({ requestId: randomUUID(), id, step });
const read = (id: string) => admin.call.admin.broadcast({ id });
const messagesOf = (id: string) => world.app.db.query(readMessages, [id]);

async function untilEnded(id: string) {
  await vi.waitFor(async () => {
    const { state, recipients, outcomes } = await read(id);
    expect(['finished', 'cancelled']).toContain(state);
    const rows = await messagesOf(id);
    expect(rows.filter(({ outcome }) => outcome === null)).toEqual([]);
    expect(Object.values(outcomes).reduce((sum, one) => sum + one, 0)).toBe(rows.length);
    expect(recipients).not.toBeNull();
  }, PATIENCE);
  return await read(id);
}

/** Messages that are being sent at this moment. */
const readClaimed = sql<{ id: number }>(
  `select id from outbox_messages where not held and outcome is null and send_after = 'infinity'`,
);

describe('the size of an audience', () => {
  const changeUsers = (set: string, who: Reader) =>
    world.app.db.sequelize.query(`update users set ${set} where id = ${who.userId}`);
  const insertPlan = (who: Reader, code: string, ends: string) =>
    world.app.db.sequelize.query(
      `insert into user_plans (user_id, id, plan_code, kind, starts_at, ends_at)
       values (${who.userId}, gen_random_uuid(), '${code}', '${code === 'year' ? 'YEAR' : 'MONTH'}',
         now() - interval '1 day', now() + interval '${ends}')`,
    );
  const sizeOf = (audience: Partial<BroadcastAudience>) =>
    admin.call.admin.broadcastSize({ audience: { ...everybody, ...audience } });

  it('counts who matches all filters, and how many of them will receive it', async () => {
    const before = await sizeOf({});
    const [ru, kk, chosen, away, monthly] = await Promise.all([
      reader({ languageCode: 'ru' }),
      reader({ languageCode: 'kk-KZ' }),
      reader(),
      reader({ languageCode: 'pt-br' }),
      reader(),
    ]);
    const declined = await reader({}, false);
    const silent = await world.payer();
    const paused = await reader();
    await chosen.call.me.updateSettings({ language: 'ru' });
    await changeUsers(`last_seen_at = now() - interval '40 days'`, away);
    await changeUsers(`role = 'support'`, kk);
    await changeUsers('blocked_at = now()', paused);
    // Two plans of one person count once; one that has ended does not count.
    await insertPlan(monthly, 'month', '5 days');
    await insertPlan(monthly, 'year', '5 days');
    await insertPlan(ru, 'month', '-1 hour');
    await test.as(ru.telegram, { botName: 'main' }).me.get();

    expect(await sizeOf({})).toEqual({
      matching: before.matching + 7,
      unreachable: before.unreachable + 1,
      declined: before.declined + 1,
      recipients: before.recipients + 5,
    });
    expect(silent.userId).not.toBe(declined.userId);
    const recipients = async (audience: Partial<BroadcastAudience>) =>
      (await sizeOf(audience)).recipients;
    expect(await recipients({ language: 'ru' })).toBe(3);
    expect(await recipients({ language: 'en' })).toBe(before.recipients + 2);
    expect(await recipients({ activity: { seen: false, days: 30 } })).toBe(1);
    expect(await recipients({ activity: { seen: true, days: 30 } })).toBe(before.recipients + 4);
    expect(await recipients({ plan: { held: true, code: null } })).toBe(1);
    expect(await recipients({ plan: { held: true, code: 'year' } })).toBe(1);
    expect(await recipients({ plan: { held: false } })).toBe(before.recipients + 4);
    expect(await recipients({ role: 'support' })).toBe(1);
    expect(await recipients({ bot: 'main' })).toBe(before.recipients + 5);
    expect(await recipients({ bot: 'quiz' })).toBe(0);
    expect(await recipients({ language: 'ru', role: 'support' })).toBe(1);
    // Each audience gets what was counted.
    for (const audience of [
      { language: 'ru' as const },
      { plan: { held: true as const, code: null } },
      { plan: { held: false as const } },
      { bot: 'main' },
    ]) {
      const { id } = await launch({ audience: { ...everybody, ...audience } });
      const { outcomes, recipients: counted } = await untilEnded(id);
      expect(outcomes.sent).toBe(counted);
      expect(counted).toBe(await recipients(audience));
    }
    for (const one of [declined, silent, paused]) {
      expect(textsTo(one).filter((text) => text?.includes('News'))).toEqual([]);
    }
    expect(textsTo(chosen).filter((text) => text?.startsWith('По-русски: News'))).toHaveLength(3);
    expect(textsTo(away).filter((text) => text?.startsWith('News'))).toHaveLength(2);
  });
});

describe('a broadcast', () => {
  it('reaches each once with picture and button; the picture is uploaded to Telegram once', async () => {
    const [anna, boris] = [await reader(), await reader({ languageCode: 'ru' })];
    const form = new FormData();
    form.append(
      'file',
      new Blob([new Uint8Array(await samplePicture('#3a6ea5', 640, 480))]),
      'a.png',
    );
    const { id: uploadId } = await admin.call.generation.uploadInput(form);
    telegram.api.calls.length = 0;
    const { id, text } = await launch({
      picture: { from: 'upload', uploadId },
      button: { path: '/wallet', label: { ru: 'В кошелёк', en: 'To the wallet' } },
    });
    const ended = await untilEnded(id);
    expect(ended).toMatchObject({ hasPicture: true, picture: { width: 640, height: 480 } });
    expect(ended.outcomes).toMatchObject({ sent: ended.recipients, failed: 0, unknown: 0 });
    expect(timesReceived(anna, text)).toBe(1);
    expect(timesReceived(boris, `По-русски: ${text}`)).toBe(1);
    const message = telegram.chats.messages('main', boris.person.id).at(-1);
    expect(message?.photo).toHaveLength(1);
    expect(message?.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'В кошелёк', web_app: { url: `${telegram.url}/wallet` } }],
    ]);
    const photos = telegram.api.calls
      .filter(({ method }) => method === 'sendPhoto')
      .map(({ params }) => typeof params.photo);
    expect(photos.length).toBe(ended.recipients);
    // Messages in flight at the same time as the first one upload it as well.
    expect(photos.filter((type) => type !== 'string').length).toBeLessThanOrEqual(8);
    const { id: again } = await launch({ picture: { from: 'none' } });
    expect((await untilEnded(again)).hasPicture).toBe(false);
  });

  it('sends the text literally, whatever characters it holds', async () => {
    const anna = await reader();
    const text = `<b>1 < 2 & "3"</b> *a* _b_ ${randomUUID()}`;
    const { id } = await launch({ text: { ru: text, en: text } });
    await untilEnded(id);
    expect(timesReceived(anna, text)).toBe(1);
  });

  it('marks people who have blocked the bot, waits when Telegram asks to, and goes on', async () => {
    const [anna, eve] = [await reader(), await reader()];
    const blocked = new BotApiError(403, 'Forbidden: bot was blocked by the user');
    telegram.api.fail({ method: 'sendMessage', userId: eve.person.id, error: blocked });
    const busy = new BotApiError(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    telegram.api.fail({ method: 'sendMessage', userId: anna.person.id, error: busy });
    const { id, text } = await launch();
    const { outcomes, recipients } = await untilEnded(id);
    expect(outcomes).toMatchObject({ blocked: 1, sent: (recipients ?? 0) - 1 });
    expect(timesReceived(anna, text)).toBe(1);
    expect((await eve.call.me.get()).settings.botMayWrite).toBe(false);
  });

  it('stops with its reason when the bot’s token is refused, and reaches everybody once with a new one', async () => {
    const some = await readers(15);
    const unauthorized = new BotApiError(401, 'Unauthorized');
    telegram.api.fail({ method: 'sendMessage', error: unauthorized, times: 1000 });
    const { id, text } = await launch();
    await vi.waitFor(async () => {
      expect(await read(id)).toMatchObject({ state: 'paused', refusedBot: 'main' });
    }, PATIENCE);
    const alerts = async () => (await admin.call.admin.alerts({ filter: 'open' })).items;
    expect(await alerts()).toMatchObject([{ kind: 'bot_refused', key: 'main' }]);
    const { id: other } = await admin.call.admin.saveBroadcast(draftOf());
    const tried = await admin.call.admin.testBroadcast({ requestId: randomUUID(), id: other });
    expect(tried).toEqual({ result: 'refused', detail: expect.stringContaining('Unauthorized') });
    // A refused attempt loses nothing: the message waits as before.
    const { outcomes } = await read(id);
    expect(Object.values(outcomes).every((count) => count === 0)).toBe(true);
    await changeState(id, 'resume');
    await vi.waitFor(async () => expect((await read(id)).state).toBe('paused'), PATIENCE);

    telegram.api.clearFaults();
    // Attempts that Telegram has refused are recorded before the bot is accepted.
    await vi.waitFor(
      async () => expect(await world.app.db.query(readClaimed)).toEqual([]),
      PATIENCE,
    );
    await recordAcceptedBot(world.app, 'main');
    expect(await alerts()).toEqual([]);
    await changeState(id, 'resume');
    expect(await read(id)).toMatchObject({ state: 'running', refusedBot: null });
    const ended = await untilEnded(id);
    expect(ended.outcomes).toMatchObject({ sent: ended.recipients, failed: 0, unknown: 0 });
    expect(some.map((one) => timesReceived(one, text))).toEqual(some.map(() => 1));
  });

  it('skips people who switch promotions off before their turn', async () => {
    const some = await readers(12);
    const last = some.at(-1) as Reader;
    world.app.delivery.messageEveryMs = SLOW_MS;
    const { id, text } = await launch();
    await vi.waitFor(
      async () => expect((await messagesOf(id)).length).toBeGreaterThan(11),
      PATIENCE,
    );
    await changeState(id, 'pause');
    await last.call.me.updateSettings({ notifications: { broadcast: false } });
    const received = timesReceived(last, text);
    await changeState(id, 'resume');
    world.app.delivery.messageEveryMs = FAST_MS;
    const { outcomes } = await untilEnded(id);
    expect(timesReceived(last, text)).toBe(received);
    expect(outcomes.silenced).toBe(1 - received);
  });

  it('stops while it is paused, and then reaches everybody else', async () => {
    const some = await readers(15);
    world.app.delivery.messageEveryMs = SLOW_MS;
    const { id, text } = await launch();
    const sent = () => some.reduce((sum, one) => sum + timesReceived(one, text), 0);
    const total = async () => (await read(id)).outcomes.sent;
    await vi.waitFor(async () => expect(await total()).toBeGreaterThan(1), PATIENCE);
    await changeState(id, 'pause');
    await vi.waitFor(async () => {
      const rows = await messagesOf(id);
      expect(rows.filter(({ under_way }) => under_way)).toEqual([]);
    }, PATIENCE);
    const atPause = await total();
    // Everything that could be sent is sent now.
    await deliverDue(world.app, new AbortController());
    expect(await total()).toBe(atPause);
    const paused = await read(id);
    expect(paused.state).toBe('paused');
    expect(paused.recipients).toBeGreaterThan(atPause);
    world.app.delivery.messageEveryMs = FAST_MS;
    await changeState(id, 'resume');
    const { outcomes, recipients } = await untilEnded(id);
    expect(outcomes.sent).toBe(recipients);
    expect(sent()).toBe(some.length);
    expect(some.map((one) => timesReceived(one, text))).toEqual(some.map(() => 1));
  });

  it('reaches nobody further once it is cancelled, and counts whom it has reached', async () => {
    const some = await readers(15);
    world.app.delivery.messageEveryMs = SLOW_MS;
    const { id, text } = await launch();
    await vi.waitFor(async () => {
      expect((await read(id)).outcomes.sent).toBeGreaterThan(1);
    }, PATIENCE);
    await changeState(id, 'cancel');
    world.app.delivery.messageEveryMs = FAST_MS;
    const { outcomes, state } = await untilEnded(id);
    await deliverDue(world.app, new AbortController());
    expect(state).toBe('cancelled');
    expect(outcomes.withdrawn).toBeGreaterThan(0);
    expect((await read(id)).outcomes).toEqual(outcomes);
    expect(some.every((one) => timesReceived(one, text) <= 1)).toBe(true);
    await expect(changeState(id, 'resume')).rejects.toThrow('CONFLICT');
  });

  it('is sent after messages that people wait for', async () => {
    const [anna] = await readers(20);
    world.app.delivery.messageEveryMs = SLOW_MS;
    const { id, text } = await launch();
    await vi.waitFor(async () => {
      expect((await read(id)).outcomes.sent).toBeGreaterThan(0);
    }, PATIENCE);
    const { userId } = anna as Reader;
    const message = { kind: 'support_answer', text: `For you ${id}` } as const;
    await world.app.db.transaction((tx) =>
      notify(world.app, tx, { userId, botName: 'main', key: randomUUID(), message }),
    );
    await untilEnded(id);
    world.app.delivery.messageEveryMs = FAST_MS;
    const said = telegram.api.calls
      .filter(({ method }) => method === 'sendMessage')
      .map(({ params }) => String(params.text));
    const personal = said.findIndex((one) => one.includes(message.text));
    expect(personal).toBeGreaterThan(0);
    expect(personal).toBeLessThan(said.lastIndexOf(text) - 5);
  });

  it('starts at its time, for those who match then', async () => {
    const text = `Later ${randomUUID()}`;
    const saved = await admin.call.admin.saveBroadcast(draftOf({ text: { ru: text, en: text } }));
    const at = new Date(Date.now() + 1500).toISOString();
    await admin.call.admin.startBroadcast({ requestId: randomUUID(), ...saved, at });
    expect(await read(saved.id)).toMatchObject({ state: 'scheduled', recipients: null });
    const anna = await reader();
    await vi.waitFor(async () => {
      await world.app.db.transaction((tx) => requestRun(world.app, tx));
      expect((await read(saved.id)).state).toBe('finished');
    }, PATIENCE);
    const { startedAt } = await untilEnded(saved.id);
    expect(Date.parse(startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(at));
    expect(timesReceived(anna, text)).toBe(1);
  });
});

describe('a broadcast before it is sent', () => {
  it('is sent to the admin alone in both languages, once per request', async () => {
    telegram.chats.say('main', 900_001, '/start');
    await world.settled();
    const anna = await reader();
    const text = { ru: `Проба ${randomUUID()}`, en: `Trial ${randomUUID()}` };
    const { id } = await admin.call.admin.saveBroadcast(draftOf({ text }));
    const request = { requestId: randomUUID(), id };
    const sent = { result: 'sent', detail: null };
    expect(await admin.call.admin.testBroadcast(request)).toEqual(sent);
    expect(await admin.call.admin.testBroadcast(request)).toEqual(sent);
    const got = telegram.chats.messages('main', 900_001).map((one) => one.text);
    expect(got.filter((one) => one === text.ru || one === text.en)).toEqual([text.ru, text.en]);
    expect(textsTo(anna)).not.toContain(text.en);
    expect((await read(id)).state).toBe('draft');

    telegram.chats.setBlocked('main', 900_001, true);
    const again = await admin.call.admin.testBroadcast({ requestId: randomUUID(), id });
    expect(again).toEqual({ result: 'not_allowed', detail: expect.stringContaining('blocked') });
    telegram.chats.setBlocked('main', 900_001, false);
  });

  it('may be as long as Telegram accepts: shorter under a picture', async () => {
    const form = new FormData();
    form.append(
      'file',
      new Blob([new Uint8Array(await samplePicture('#3a6ea5', 64, 48))]),
      'a.png',
    );
    const { id: uploadId } = await admin.call.generation.uploadInput(form);
    const picture = { from: 'upload', uploadId } as const;
    const save = (length: number, more: Parameters<typeof draftOf>[0] = {}) =>
      admin.call.admin.saveBroadcast(
        draftOf({ text: { ru: 'я', en: 'x'.repeat(length) }, ...more }),
      );
    await save(4096);
    await expect(save(4097)).rejects.toThrow('BAD_REQUEST');
    const { id, version } = await save(1024, { picture });
    await expect(save(1025, { picture })).rejects.toMatchObject({
      message: 'BAD_REQUEST',
      cause: { details: { fields: ['text.en'], max: 1024 } },
    });
    await expect(save(1025, { id, version, picture: { from: 'before' } })).rejects.toThrow(
      'BAD_REQUEST',
    );
    await expect(save(10, { picture: { from: 'upload', uploadId: randomUUID() } })).rejects.toThrow(
      'INPUT_NOT_FOUND',
    );
    await expect(save(0)).rejects.toThrow('BAD_REQUEST');
  });

  it('is started in the version that was seen, once, and can’t be changed afterwards', async () => {
    const first = await admin.call.admin.saveBroadcast(draftOf());
    const change = draftOf({ ...first, text: { ru: 'Иначе', en: 'Otherwise' } });
    const second = await admin.call.admin.saveBroadcast(change);
    expect(second).toEqual({ id: first.id, version: first.version + 1 });
    await expect(
      admin.call.admin.saveBroadcast({ ...change, requestId: randomUUID() }),
    ).rejects.toThrow('CHANGED_MEANWHILE');
    const start = { requestId: randomUUID(), id: first.id, at: null };
    await expect(
      admin.call.admin.startBroadcast({ ...start, version: first.version }),
    ).rejects.toThrow('CHANGED_MEANWHILE');
    const now = { ...start, version: second.version };
    const started = await admin.call.admin.startBroadcast(now);
    expect(await admin.call.admin.startBroadcast(now)).toEqual(started);
    await expect(
      admin.call.admin.startBroadcast({ ...now, requestId: randomUUID() }),
    ).rejects.toThrow('CONFLICT');
    await expect(admin.call.admin.saveBroadcast(draftOf({ ...second }))).rejects.toThrow(
      'CONFLICT',
    );
    await untilEnded(first.id);
    const { items } = await admin.call.admin.actions({ target: `broadcast:${first.id}` });
    expect(items.map(({ action }) => action)).toEqual([
      'broadcast.start',
      'broadcast.change',
      'broadcast.create',
    ]);
    expect(items[1]).toMatchObject({
      before: { text: { en: 'Hello everybody' } },
      after: { text: { en: 'Otherwise' } },
    });
    const { items: listed, plans, bots } = await admin.call.admin.broadcasts({ limit: 1 });
    expect(listed).toHaveLength(1);
    expect(plans.map(({ code }) => code)).toEqual(['month', 'year']);
    expect(bots).toEqual(['main', 'quiz']);
  });
});

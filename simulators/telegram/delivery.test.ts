import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Api } from 'grammy';
import { afterEach, describe, expect, it } from 'vitest';
import { TelegramFiles } from './files.ts';
import { startTelegramSimulator, type TelegramSimulator } from './index.ts';
import { startWebhook, type TestWebhook } from './testing/webhook.ts';

const TOKEN = '7000000001:AAtest-token_of-the-main-bot';
const SECRET = 'secret-1_A';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(
  answer?: Parameters<typeof startWebhook>[0],
): Promise<{ simulator: TelegramSimulator; webhook: TestWebhook; api: Api }> {
  const simulator = await startTelegramSimulator({
    bots: [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }],
    retryDelaysMs: [5, 10],
  });
  const webhook = await startWebhook(answer);
  open.push(simulator, webhook);
  const api = new Api(TOKEN, { apiRoot: simulator.apiRoot });
  await api.setWebhook(webhook.url, { secret_token: SECRET });
  return { simulator, webhook, api };
}

const texts = ({ received }: TestWebhook) => received.map(({ update }) => update.message?.text);

// Node's own `mkdirSync(…, { recursive: true })` never answers here.
it.runIf(process.platform === 'linux')('a folder that takes no files is said at once', () => {
  const keep = () =>
    new TelegramFiles('/proc/nothing/inside').keep({ bytes: Buffer.alloc(1), mime: 'image/png' });
  expect(keep).toThrow('ENOENT');
});

it('keeps its state in a file', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'telegram-')), 'kept', 'world.json');
  const bots = [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }];
  const before = await startTelegramSimulator({ bots, stateFile });
  const { id } = before.world.createNewcomer({ stars: 7 });
  before.chats.say('main', id, 'Hello');
  const [told] = before.queue('main').history;
  await before.close();
  const after = await startTelegramSimulator({ bots, stateFile });
  open.push(after);
  expect(after.world.person(id).stars).toBe(7);
  expect(after.chats.messages('main', id)).toMatchObject([{ text: 'Hello' }]);
  after.chats.say('main', id, 'Again');
  const [again] = after.queue('main').history;
  expect(again?.update_id).toBeGreaterThan(told?.update_id ?? Number.POSITIVE_INFINITY);
  await rm(dirname(dirname(stateFile)), { recursive: true });
});

describe('webhook', () => {
  it('gets updates in order, with the secret', async () => {
    const { simulator, webhook } = await start();
    for (const text of ['one', 'two', 'three']) simulator.chats.say('main', 'anna', text);
    await simulator.queue('main').idle();
    expect(texts(webhook)).toEqual(['one', 'two', 'three']);
    expect(webhook.received.every(({ secret }) => secret === SECRET)).toBe(true);
  });

  it('is tried again until it answers 2xx, before the next update of the same person', async () => {
    let failures = 3;
    const { simulator, webhook, api } = await start(() => ({ status: failures-- > 0 ? 500 : 200 }));
    simulator.chats.say('main', 'anna', 'one');
    simulator.chats.say('main', 'anna', 'two');
    await simulator.queue('main').idle();
    expect(texts(webhook)).toEqual(['one', 'one', 'one', 'one', 'two']);
    expect(simulator.queue('main').attempts.map((a) => a.status)).toEqual([
      500, 500, 500, 200, 200,
    ]);
    const info = await api.getWebhookInfo();
    expect(info).toMatchObject({ pending_update_count: 0 });
    expect(info.last_error_message).toContain('500');
  });

  it('gets repeated, dropped, held and shuffled updates as a test orders', async () => {
    const { simulator, webhook } = await start();
    const queue = simulator.queue('main');
    queue.faults.repeat = 1;
    simulator.chats.say('main', 'anna', 'twice');
    await queue.idle();
    queue.faults.repeat = 0;
    queue.faults.dropNext = 1;
    simulator.chats.say('main', 'anna', 'lost');
    queue.hold();
    simulator.chats.say('main', 'anna', 'first');
    simulator.chats.say('main', 'anna', 'second');
    expect(texts(webhook)).toEqual(['twice', 'twice']);
    queue.release('reversed');
    await queue.idle();
    const lost = queue.history.find((u) => u.message?.text === 'lost');
    queue.deliverAgain(lost?.update_id ?? 0);
    await queue.idle();
    expect(texts(webhook)).toEqual(['twice', 'twice', 'second', 'first', 'lost']);
    const [a, b] = webhook.received;
    expect(a?.update.update_id).toBe(b?.update.update_id);
  });

  it('answers with a method call', async () => {
    const { simulator } = await start((update) => ({
      status: 200,
      body: { method: 'sendMessage', chat_id: update.message?.chat.id, text: 'From the answer' },
    }));
    simulator.chats.say('main', 'anna', '/start');
    await simulator.queue('main').idle();
    expect(simulator.chats.messages('main', 'anna').at(-1)?.text).toBe('From the answer');
  });

  it('gets updates that were pending before it was set, and only the requested kinds', async () => {
    const { simulator, webhook, api } = await start();
    await api.deleteWebhook();
    simulator.chats.say('main', 'anna', 'early');
    await api.setWebhook(webhook.url, { allowed_updates: ['my_chat_member'] });
    simulator.chats.say('main', 'anna', 'unwanted');
    simulator.chats.setBlocked('main', 'anna', true);
    await simulator.queue('main').idle();
    expect(texts(webhook)).toEqual(['early', undefined]);
    const change = webhook.received.at(-1)?.update.my_chat_member;
    expect(change?.new_chat_member.status).toBe('kicked');
  });

  it('refuses bad secrets, plain HTTP elsewhere, and polling beside it', async () => {
    const { webhook, api } = await start();
    await expect(api.setWebhook(webhook.url, { secret_token: 'no spaces' })).rejects.toThrow('400');
    await expect(api.setWebhook('http://coins.example/hook')).rejects.toThrow('HTTPS');
    await expect(api.getUpdates()).rejects.toThrow('409');
  });
});

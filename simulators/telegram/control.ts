import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { BotApi } from './botApi/handler.ts';
import type { Chats } from './chats.ts';
import { download, isOnThisMachine } from './download.ts';
import { BotApiError } from './errors.ts';
import { readJson, sendJson, sendText } from './http.ts';
import { createInitData } from './launch.ts';
import { newcomer, portrait } from './people.ts';
import type { Stars } from './stars.ts';
import { runStorageMethod } from './storage.ts';
import type { TelegramWorld } from './world.ts';

export interface ControlContext {
  world: TelegramWorld;
  chats: Chats;
  stars: Stars;
  api: BotApi;
}

/** Clients open invoices by slug only, never by the whole link. */
const slug = z.string().regex(/^[\w-]+$/, 'INVOICE_SLUG_INVALID');
const where = z.object({ bot: z.string(), person: z.union([z.number(), z.string()]) });
const personChanges = z.object({
  firstName: z.string().min(1).max(64).optional(),
  lastName: z.string().max(64).optional(),
  username: z
    .string()
    .regex(/^\w{0,32}$/)
    .optional(),
  languageCode: z.string().min(2).max(8).optional(),
  isPremium: z.boolean().optional(),
  hasPhoto: z.boolean().optional(),
  stars: z.number().int().min(0).optional(),
});

const delivery = z.object({
  bot: z.string(),
  repeat: z.number().int().min(0).optional(),
  delayMs: z.number().min(0).optional(),
  dropNext: z.number().int().min(0).optional(),
  hold: z.boolean().default(false),
  release: z.enum(['sent', 'reversed', 'shuffled']).optional(),
  again: z.number().int().optional(),
});
const apiFault = z.object({
  method: z.string().optional(),
  userId: z.number().int().optional(),
  code: z.number().int(),
  description: z.string(),
  retryAfter: z.number().int().optional(),
  times: z.number().int().min(1).default(1),
});

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Optional keys without their `undefined`. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined)) as Given<T>;
}

type Action = (context: ControlContext, body: Record<string, unknown>) => unknown;

/** The actions of the host page: `POST /sim/<name>`, answered with `{ result }` or `{ error }`. */
const ACTIONS: Record<string, Action> = {
  launch: ({ world }, body) => {
    const optional = z.string().default('');
    const options = where.extend({ startParam: optional, languageCode: optional }).parse(body);
    return { initData: createInitData(world, options) };
  },

  newcomer: ({ world }, body) => world.createNewcomer(given(personChanges.parse(body))),

  addPerson: ({ world }, body) => {
    const id = z.coerce.number().int().positive().optional().parse(body.id);
    const changes = given(personChanges.parse(body));
    if (id === undefined) return world.createNewcomer(changes);
    return world.addPerson({ ...newcomer(id), ...changes });
  },

  changePerson: ({ world }, body) => {
    const person = world.person(z.union([z.number(), z.string()]).parse(body.person));
    Object.assign(person, given(personChanges.parse(body.changes)));
    world.changed();
    return person;
  },

  view: (context, body) => viewFor(context, where.parse(body)),

  say: ({ chats }, body) => {
    const p = where.extend({ text: z.string().min(1).max(4096) }).parse(body);
    return chats.say(p.bot, p.person, p.text);
  },

  press: ({ chats }, body) => {
    const p = where.extend({ messageId: z.number(), data: z.string() }).parse(body);
    return chats.press(p.bot, p.person, p.messageId, p.data);
  },

  block: ({ chats }, body) => {
    const p = where.extend({ blocked: z.boolean() }).parse(body);
    return chats.setBlocked(p.bot, p.person, p.blocked);
  },

  writeAccess: ({ chats }, body) => {
    const p = where.extend({ allowed: z.boolean() }).parse(body);
    return chats.setWriteAccess(p.bot, p.person, p.allowed);
  },

  membership: ({ chats }, body) => {
    const p = where.extend({ channel: z.string().min(2), isMember: z.boolean() }).parse(body);
    return chats.setMembership(p.channel, p.person, p.isMember);
  },

  phone: ({ world, chats }, body) => {
    const p = where.parse(body);
    const person = world.person(p.person);
    const contact = {
      phone_number: '+70000000000',
      first_name: person.firstName,
      user_id: person.id,
    };
    chats.serviceMessage(world.bot(p.bot).name, person, { contact });
  },

  invoice: ({ stars, world }, body) => {
    const invoice = stars.invoice(slug.parse(body.slug));
    return { ...invoice, botTitle: world.bot(invoice.bot).title ?? 'AI Coins' };
  },

  pay: ({ stars }, body) => {
    const options = z.object({
      slug,
      person: z.union([z.number(), z.string()]),
      decline: z.boolean().default(false),
      settleAfterMs: z.number().min(0).default(0),
    });
    const { slug: paid, person, ...how } = options.parse(body);
    return stars.pay(paid, person, how);
  },

  renew: ({ stars }, body) => stars.renewSubscription(z.string().parse(body.chargeId)),

  cancelSubscription: ({ stars }, body) =>
    stars.setSubscriptionCanceled(
      z.string().parse(body.chargeId),
      z.boolean().parse(body.canceled),
    ),

  refund: ({ world, stars }, body) => {
    const charge = world.data.charges.find((c) => c.id === body.chargeId);
    if (!charge) throw new Error('CHARGE_NOT_FOUND');
    return stars.refund(charge.bot, charge.userId, charge.id);
  },

  delivery: ({ world }, body) => {
    const p = delivery.parse(body);
    const queue = world.queue(world.bot(p.bot).name);
    const { repeat, delayMs, dropNext } = { ...queue.faults, ...given(p) };
    Object.assign(queue.faults, { repeat, delayMs, dropNext });
    if (p.hold) queue.hold();
    if (p.release) queue.release(p.release);
    if (p.again) queue.deliverAgain(p.again);
    world.changed();
  },

  failApi: ({ api }, body) => {
    const p = apiFault.parse(body);
    const parameters = p.retryAfter === undefined ? undefined : { retry_after: p.retryAfter };
    const error = new BotApiError(p.code, p.description, parameters);
    api.fail({ ...given({ method: p.method, userId: p.userId }), error, times: p.times });
  },

  /** What a story would show: Telegram's copy of what the app shares. */
  readStory: async ({ world }, body) => {
    const url = z.string().parse(body.url);
    if (!isOnThisMachine(url)) return { file: url, isVideo: false };
    const kept = await download(url, 'story');
    return { file: world.files.keep(kept), isVideo: kept.mime === 'video/mp4' };
  },

  postStory: ({ world }, body) => {
    const fields = { text: z.string(), file: z.string(), isVideo: z.boolean() };
    const { person, bot: _, ...story } = where.extend(fields).parse(body);
    world.data.stories.push({ ...story, userId: world.person(person).id });
    world.changed();
  },

  prepared: ({ world }, body) => world.data.prepared[z.string().parse(body.id)] ?? null,

  storage: ({ world }, body) => {
    const p = where.extend({ area: z.string(), method: z.string() }).parse(body);
    const { id } = world.person(p.person);
    return runStorageMethod(world, `${p.area}/${p.bot}/${id}`, p.method, body.params);
  },
};

/** Everything that the page shows about one person and one bot. */
function viewFor({ world, chats, stars }: ControlContext, at: z.infer<typeof where>) {
  const person = world.person(at.person);
  const bot = world.bot(at.bot);
  const { started, writeAccess, blocked } = world.chat(bot.name, person.id);
  const own = (c: { userId: number; bot: string }) => c.userId === person.id && c.bot === bot.name;
  const channels = Object.keys(world.data.members).filter((c) => chats.isMember(c, person.id));
  return {
    person,
    started,
    writeAccess,
    blocked,
    channels,
    delivery: {
      ...world.queue(bot.name).faults,
      isHeld: world.queue(bot.name).isHeld,
      pending: world.queue(bot.name).pendingCount,
    },
    messages: chats.messages(bot.name, person.id),
    botBalance: stars.botBalance(bot.name),
    charges: world.data.charges.filter(own),
    subscriptions: world.data.subscriptions.filter(own),
    menuButton: world.menuButton(bot.name, person.id),
    commands: world.profile(bot.name).commands,
  };
}

/** Serves `/sim/…`. */
export async function serveControl(
  context: ControlContext,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (path === 'events') return streamChanges(context.world, response);
  if (path === 'world') return sendJson(response, 200, worldFor(context));
  const photo = /^people\/(\d+)\/photo\.svg$/.exec(path)?.[1];
  const file = context.world.files.read(path.replace(/^files\//, ''));
  try {
    if (file) {
      response.writeHead(200, { 'content-type': file.mime }).end(file.bytes);
      return;
    }
    if (photo) {
      return sendText(response, 200, 'image/svg+xml', portrait(context.world.person(photo)));
    }
    const action = request.method === 'POST' ? ACTIONS[path] : undefined;
    if (!action) return sendJson(response, 404, { error: 'Not found' });
    const result = await action(context, await readJson(request));
    sendJson(response, 200, { result: result ?? null });
  } catch (error) {
    // Refusals are expected answers: with 200 the browser does not log them as errors.
    sendJson(response, 200, { error: error instanceof Error ? error.message : String(error) });
  }
}

function worldFor({ world }: ControlContext) {
  const bots = [...world.bots.values()].map(
    ({ name, username, title = 'AI Coins', hasApp = true }) => ({ name, username, title, hasApp }),
  );
  return { bots, people: world.data.people };
}

/** Server-sent events: one empty message after every change. */
function streamChanges(world: TelegramWorld, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const tell = () => response.write('data:\n\n');
  world.events.on('changed', tell);
  response.on('close', () => world.events.off('changed', tell));
}

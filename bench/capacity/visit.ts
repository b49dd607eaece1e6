/** The requests of one visit to the app. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'undici';
import { firstQuestions, GALLERY_PAGE, HISTORY_PAGE } from '../../webapp/api/earlyCalls.ts';
import { BENCH_WEBHOOK_SECRET } from '../seed.ts';
import type { Streams } from './streams.ts';
import type { Tally } from './tally.ts';

/** Of a hundred visits. */
export const mix = { create: 35, look: 50, buy: 4 } as const;
/** The longest wait for a picture. */
const MAX_WAIT_MS = 60_000;

export interface Visitor {
  authorization: string;
  telegramId: number;
}

interface Call {
  /** The name under which it is counted. */
  name: string;
  path: string;
  headers?: Record<string, string>;
  /** Undefined = GET. */
  body?: object;
}

const read = (procedure: string, input: object = {}): Call => ({
  name: procedure,
  path: `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
});
const write = (procedure: string, body: object): Call => ({
  name: procedure,
  path: `/trpc/${procedure}`,
  body,
});

/** The app's first request: the launch and all that the screen shows. */
function opening(): Call {
  const questions = firstQuestions('/');
  return {
    name: 'open (launch and Home)',
    path: `/trpc/${questions.map(({ path }) => path).join(',')}?batch=1`,
    body: Object.fromEntries(questions.map(({ input }, index) => [index, input ?? {}])),
  };
}

let updates = 0;

/** The update of Telegram for a paid invoice. */
function paid({ telegramId }: Visitor, order: { id: string; amount: number }): Call {
  const who = { id: telegramId, first_name: 'Person' };
  const charge = randomUUID();
  return {
    name: 'Telegram: paid',
    path: '/telegram/webhook/main',
    headers: { 'x-telegram-bot-api-secret-token': BENCH_WEBHOOK_SECRET },
    body: {
      update_id: ++updates,
      message: {
        message_id: updates,
        date: Math.floor(Date.now() / 1000),
        chat: { ...who, type: 'private' },
        from: { ...who, is_bot: false, language_code: 'en' },
        successful_payment: {
          currency: 'XTR',
          total_amount: order.amount,
          invoice_payload: order.id,
          telegram_payment_charge_id: charge,
          provider_payment_charge_id: charge,
        },
      },
    },
  };
}

interface Created {
  id: string;
  amount: number;
}
interface Page {
  items: { thumbUrl: string; previewUrl: string }[];
}

export class Visits {
  readonly #pool: Pool;
  readonly #streams: Streams;
  readonly #tally: Tally;

  constructor(pool: Pool, streams: Streams, tally: Tally) {
    this.#pool = pool;
    this.#streams = streams;
    this.#tally = tally;
  }

  /** @returns the answer's data; null when it was none. */
  async #ask<Data>(who: Visitor, { name, path, headers = {}, body }: Call): Promise<Data | null> {
    const startedAt = performance.now();
    const answer = await this.#pool.request({
      path,
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: who.authorization,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const bytes = await answer.body.text();
    this.#tally.note(name, performance.now() - startedAt);
    if (answer.statusCode !== 200) {
      const code = /"appCode":"([A-Z_]+)"/.exec(bytes)?.[1] ?? '';
      this.#tally.fail(`${name} ${answer.statusCode} ${code}`.trim());
      return null;
    }
    return path.startsWith('/trpc/') && !path.includes('batch=1')
      ? (JSON.parse(bytes) as { result: { data: Data } }).result.data
      : null;
  }

  async #create(who: Visitor): Promise<void> {
    await this.#ask(who, read('generation.catalog'));
    const created = await this.#ask<Created>(
      who,
      write('generation.create', {
        requestId: randomUUID(),
        operation: 'create',
        model: 'nano-banana',
        prompt: 'a lighthouse in a storm, oil on canvas',
        aspectRatio: '1:1',
      }),
    );
    if (!created) {
      return;
    }
    const orderedAt = performance.now();
    const status = await this.#streams.untilFinished(created.id, MAX_WAIT_MS);
    if (status !== 'succeeded') {
      this.#tally.fail(`a work ${status === null ? 'was not done in time' : `ended as ${status}`}`);
      return;
    }
    this.#tally.recordWork(performance.now() - orderedAt);
    await this.#ask(who, read('me.get'));
    const page = await this.#ask<Page>(who, read('gallery.list', { limit: GALLERY_PAGE }));
    const [newest] = page?.items ?? [];
    for (const url of newest ? [newest.thumbUrl, newest.previewUrl] : []) {
      const { pathname, search } = new URL(url, 'http://here');
      await this.#ask(who, { name: 'a picture', path: pathname + search });
    }
  }

  async #look(who: Visitor): Promise<void> {
    await this.#ask(who, read('gallery.list', { limit: GALLERY_PAGE }));
    await this.#ask(who, read('progress.get'));
    await this.#ask(who, read('wallet.history', { filter: 'all', limit: HISTORY_PAGE }));
  }

  async #buy(who: Visitor): Promise<void> {
    await this.#ask(who, read('payments.options'));
    const order = await this.#ask<Created>(
      who,
      write('payments.create', {
        requestId: randomUUID(),
        provider: 'stars',
        item: { type: 'pack', code: 'coins-100' },
      }),
    );
    if (order) {
      await this.#ask(who, paid(who, order));
      await this.#ask(who, read('payments.get', { id: order.id }));
      await this.#ask(who, read('me.get'));
    }
  }

  /** @param dice below 100: decides what happens in this visit. */
  async visit(who: Visitor, dice: number): Promise<void> {
    await this.#ask(who, opening());
    if (dice < mix.create) {
      await this.#create(who);
    }
    if (dice >= 100 - mix.look) {
      await this.#look(who);
    }
    if (dice >= 100 - mix.buy) {
      await this.#buy(who);
    }
    this.#tally.visits += 1;
  }
}

/** Whether the visitor creates a picture, and so needs an event stream. */
export const isCreating = (dice: number) => dice < mix.create;

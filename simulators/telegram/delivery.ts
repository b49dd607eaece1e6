import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { BotApiError } from './errors.ts';

export type UpdateContent = Omit<Update, 'update_id'>;
export type ReleaseOrder = 'sent' | 'reversed' | 'shuffled';

export interface DeliverySettings {
  /** Waits between the attempts at a failing webhook; the last one repeats. Milliseconds. */
  retryDelaysMs: readonly number[];
  log(message: string): void;
  /** A webhook's answer may itself be a method call; this carries it out. */
  onReply(bot: string, method: string, params: Record<string, unknown>): Promise<void>;
}

export interface Webhook {
  url: string;
  secretToken: string;
  allowedUpdates: readonly string[];
  maxConnections: number;
}

/** Faults of the delivery, for tests. */
export interface DeliveryFaults {
  /** Extra copies of every update. */
  repeat: number;
  /** Wait before every delivery, milliseconds. */
  delayMs: number;
  /** How many of the next updates never arrive (they stay known to `deliverAgain`). */
  dropNext: number;
}

export interface DeliveryAttempt {
  updateId: number;
  attempt: number;
  /** HTTP status, or 0 when nobody answered. */
  status: number;
}

interface Pending {
  update: Update;
  inFlight: boolean;
}

/** Identifiers count tenths of seconds from here; they stay below 2^31 until 2031. */
const ID_EPOCH_MS = Date.UTC(2025, 0, 1);

/** Kinds that arrive only when they are asked for by name. */
const ONLY_ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count'];

/**
 * Updates of one bot on their way to it, by webhook or by getUpdates.
 *
 * An update is *pending* from its creation until the webhook answers 2xx or getUpdates is called with
 * a higher offset. Updates about one person are delivered one after another, those of different people
 * at the same moment; a failing one is repeated with growing waits. `hold` keeps everything back until
 * `release`.
 */
export class UpdateQueue {
  readonly bot: string;
  readonly faults: DeliveryFaults = { repeat: 0, delayMs: 0, dropNext: 0 };
  readonly attempts: DeliveryAttempt[] = [];
  /** Every update ever made, in order, delivered or not. */
  readonly history: Update[] = [];
  webhook: Webhook | null = null;
  allowedUpdates: readonly string[] = [];
  lastError: { date: number; message: string } | null = null;
  readonly #settings: DeliverySettings;
  readonly #stop = new AbortController();
  readonly #chains = new Map<number, Promise<void>>();
  readonly #running = new Set<Promise<void>>();
  #pending: Pending[] = [];
  #held: Update[] | null = null;
  #wakePollers = Promise.withResolvers<void>();
  #lastId: number;

  /** Identifiers start at the clock and above those of former runs, so that they always rise. */
  constructor(bot: string, settings: DeliverySettings, formerId = 0) {
    this.bot = bot;
    this.#settings = settings;
    this.#lastId = Math.max(formerId, Math.floor((Date.now() - ID_EPOCH_MS) / 100));
  }

  get lastId(): number {
    return this.#lastId;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  get isHeld(): boolean {
    return this.#held !== null;
  }

  /** Gives the update its identifier and delivers it; null when the bot has not requested the kind. */
  push(content: UpdateContent): Update | null {
    const kind = Object.keys(content)[0] ?? '';
    const wanted = this.allowedUpdates.length
      ? this.allowedUpdates.includes(kind)
      : !ONLY_ON_REQUEST.includes(kind);
    if (!wanted) return null;
    this.#lastId += 1;
    const update: Update = { update_id: this.#lastId, ...content };
    this.history.push(update);
    if (this.faults.dropNext > 0) {
      this.faults.dropNext -= 1;
    } else if (this.#held) {
      this.#held.push(update);
    } else {
      this.#dispatch(update);
    }
    return update;
  }

  /** Keeps all new updates back. */
  hold(): void {
    this.#held ??= [];
  }

  /** Delivers the held updates in the given order. */
  release(order: ReleaseOrder = 'sent'): void {
    const held = this.#held ?? [];
    this.#held = null;
    if (order === 'reversed') held.reverse();
    if (order === 'shuffled') held.sort(() => Math.random() - 0.5);
    for (const update of held) this.#dispatch(update);
  }

  /** Delivers an old update once more, as Telegram does when it did not get the answer. */
  deliverAgain(updateId: number): void {
    const update = this.history.find((u) => u.update_id === updateId);
    if (!update) throw new Error(`Update ${updateId} never existed`);
    this.#dispatch(update);
  }

  setWebhook(webhook: Webhook | null, dropPending: boolean): void {
    this.webhook = webhook;
    if (dropPending) this.#pending = [];
    for (const pending of this.#pending) this.#send(pending);
  }

  /** Long polling. Confirms all updates below `offset`; waits up to `timeoutS` seconds for updates. */
  async take(offset: number, limit: number, timeoutS: number): Promise<Update[]> {
    if (this.webhook) {
      throw new BotApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    if (offset > 0) this.#pending = this.#pending.filter((p) => p.update.update_id >= offset);
    if (offset < 0) this.#pending = this.#pending.slice(offset);
    if (this.#pending.length === 0 && timeoutS > 0) {
      const timer = new AbortController();
      await Promise.race([
        this.#wakePollers.promise,
        sleep(timeoutS * 1000, undefined, { signal: timer.signal }).catch(() => undefined),
      ]);
      timer.abort();
    }
    return this.#pending.slice(0, limit).map((p) => p.update);
  }

  /** Resolves when no delivery is running; waits as long as a webhook keeps failing. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  close(): void {
    this.#stop.abort();
    this.#wakePollers.resolve();
  }

  #dispatch(update: Update): void {
    for (let copy = 0; copy <= this.faults.repeat; copy += 1) {
      const pending = { update, inFlight: false };
      this.#pending.push(pending);
      this.#send(pending);
    }
    this.#wakePollers.resolve();
    this.#wakePollers = Promise.withResolvers();
  }

  #send(pending: Pending): void {
    if (!this.webhook || pending.inFlight) return;
    pending.inFlight = true;
    const about = subjectOf(pending.update);
    const delivery = (this.#chains.get(about) ?? Promise.resolve())
      .then(() => this.#deliver(pending))
      .catch(() => undefined) // stopped
      .finally(() => {
        pending.inFlight = false;
        this.#running.delete(delivery);
        if (this.#chains.get(about) === delivery) this.#chains.delete(about);
      });
    this.#chains.set(about, delivery);
    this.#running.add(delivery);
  }

  async #deliver(pending: Pending): Promise<void> {
    const { signal } = this.#stop;
    if (this.faults.delayMs > 0) await sleep(this.faults.delayMs, undefined, { signal });
    const delays = this.#settings.retryDelaysMs;
    for (let attempt = 1; this.#pending.includes(pending); attempt += 1) {
      const { webhook } = this;
      if (!webhook) return;
      const status = await this.#post(webhook, pending.update);
      this.attempts.push({ updateId: pending.update.update_id, attempt, status });
      if (status >= 200 && status < 300) {
        this.#pending = this.#pending.filter((p) => p !== pending);
        return;
      }
      const message = status ? `Wrong response from the webhook: ${status}` : 'Connection refused';
      this.lastError = { date: Math.floor(Date.now() / 1000), message };
      this.#settings.log(`${this.bot}: update ${pending.update.update_id}: ${message}`);
      await sleep(delays[Math.min(attempt, delays.length) - 1] ?? 1000, undefined, { signal });
    }
  }

  async #post(webhook: Webhook, update: Update): Promise<number> {
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(webhook.secretToken && { 'x-telegram-bot-api-secret-token': webhook.secretToken }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(60_000)]),
      });
      const text = await response.text();
      if (response.ok && response.headers.get('content-type')?.includes('json') && text) {
        await this.#carryOut(text);
      }
      return response.status;
    } catch {
      this.#stop.signal.throwIfAborted();
      return 0;
    }
  }

  async #carryOut(reply: string): Promise<void> {
    const { method, ...params } = JSON.parse(reply) as Record<string, unknown>;
    if (typeof method === 'string') await this.#settings.onReply(this.bot, method, params);
  }
}

/** The person an update is about, 0 when there is none. */
function subjectOf(update: Update): number {
  return (
    update.message?.chat.id ??
    update.pre_checkout_query?.from.id ??
    update.callback_query?.from.id ??
    update.my_chat_member?.chat.id ??
    update.subscription?.user.id ??
    0
  );
}

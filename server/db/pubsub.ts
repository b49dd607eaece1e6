/**
 * PostgreSQL's LISTEN/NOTIFY between the server processes: one listening connection per process, reopened
 * when it breaks. Deliveries are hints; `onReconnect` is called when some may have been missed. Sending is
 * batched, after commits, because a NOTIFY inside a transaction makes all committing transactions of the
 * database wait for each other.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Database } from './database.ts';
import { PipelinedClient } from './pipelinedClient.ts';
import { sendAll } from './pubsubStatements.ts';

export const channels = ['live', 'catalog', 'actors', 'generations'] as const;
export type Channel = (typeof channels)[number];
/** The job library listens for itself. */
export type JobChannel = `pgboss_${string}`;

interface Subscriber {
  onMessage: (payload: string) => void;
  onReconnect?: () => void;
}

const HEARTBEAT_MS = 5000;
const HEARTBEAT_TIMEOUT_MS = 3000;
/** Hints that wait while the database is away; the oldest are dropped first. */
const MAX_OUTGOING = 10_000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5000;

const listenTo = (names: readonly (Channel | JobChannel)[]) =>
  names.map((channel) => `listen ${channel}`).join(';');

export class Notifications {
  readonly #db: Database;
  readonly #onError: (error: unknown, what: string) => void;
  readonly #subscribers = new Map<Channel | JobChannel, Set<Subscriber>>();
  readonly #closing = new AbortController();
  #client: pg.Client | null = null;
  #outgoing: { channel: Channel | JobChannel; payload: string }[] = [];
  #sending: Promise<void> | null = null;

  constructor(db: Database, onError: (error: unknown, what: string) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  /** Begins to listen; resolves when the first connection is open. */
  async start(): Promise<void> {
    await this.#connect();
  }

  subscribe(channel: Channel | JobChannel, subscriber: Subscriber): () => void {
    const subscribers = this.#subscribers.get(channel) ?? new Set();
    this.#subscribers.set(channel, subscribers.add(subscriber));
    return () => subscribers.delete(subscriber);
  }

  /** Subscribes to the job library's channel, which is listened to only on request. */
  async listen(channel: JobChannel, subscriber: Subscriber): Promise<() => void> {
    const end = this.subscribe(channel, subscriber);
    await this.#client
      ?.query(listenTo([channel]))
      .catch((error: unknown) => this.#onError(error, 'listening'));
    return end;
  }

  /** Sends to every process, this one included; at most 8000 bytes. Never throws. */
  send(channel: Channel | JobChannel, payload: string): void {
    this.#outgoing.push({ channel, payload });
    if (this.#outgoing.length > MAX_OUTGOING) {
      this.#outgoing.shift();
    }
    this.#sending ??= this.#flush();
  }

  /** Resolves when everything given to `send` has gone out. */
  async flushed(): Promise<void> {
    await this.#sending;
  }

  async #flush(): Promise<void> {
    // Lets other sends of this turn join the batch.
    await Promise.resolve();
    while (this.#outgoing.length > 0) {
      const batch = this.#outgoing.splice(0, 500);
      try {
        await this.#db.query(sendAll, [batch.map((m) => m.channel), batch.map((m) => m.payload)]);
      } catch (error) {
        this.#onError(error, 'sending notifications');
      }
    }
    this.#sending = null;
  }

  async #connect(): Promise<void> {
    const client = new PipelinedClient({
      connectionString: this.#db.directUrl,
      application_name: 'ai-coins listen',
      connectionTimeoutMillis: 5000,
      // An answer that does not come in time closes the connection, and another one is opened.
      query_timeout: HEARTBEAT_TIMEOUT_MS,
    });
    client.on('error', (error) => this.#onError(error, 'listening'));
    client.on('end', () => {
      if (this.#client === client) {
        this.#client = null;
        void this.#reconnect();
      }
    });
    client.on('notification', ({ channel, payload = '' }) => {
      for (const subscriber of this.#subscribers.get(channel as Channel) ?? []) {
        subscriber.onMessage(payload);
      }
    });
    try {
      await client.connect();
      await client.query(listenTo([...new Set([...channels, ...this.#subscribers.keys()])]));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    void this.#watch(client);
  }

  /** An unreported cut leaves an idle connection silent for ever. */
  async #watch(client: pg.Client): Promise<void> {
    const { signal } = this.#closing;
    while (this.#client === client) {
      await sleep(HEARTBEAT_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (this.#client === client) {
        await client.query('select 1').catch((error: unknown) => this.#onError(error, 'listening'));
      }
    }
  }

  /** Whether the listening connection answers. */
  async isReady(): Promise<boolean> {
    await this.#client?.query('select 1');
    return this.#client !== null;
  }

  async #reconnect(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !this.#closing.signal.aborted; pause *= 2) {
      try {
        await sleep(Math.min(pause, MAX_PAUSE_MS), undefined, { signal: this.#closing.signal });
        await this.#connect();
        for (const subscriber of [...this.#subscribers.values()].flatMap((set) => [...set])) {
          subscriber.onReconnect?.();
        }
        return;
      } catch (error) {
        if (!this.#closing.signal.aborted) {
          this.#onError(error, 'listening again');
        }
      }
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const client = this.#client;
    this.#client = null;
    await this.#sending;
    await client?.end();
  }
}

import type { Writable } from 'node:stream';
import pg from 'pg';

const KEEP_ALIVE_MS = 10_000;
const MAX_CLOSE_MS = 2000;

/**
 * A connection that sends a statement without waiting for the answers to earlier ones, and sends all
 * statements of one turn of the event loop as one packet.
 */
export class PipelinedClient extends pg.Client {
  #corked = false;

  constructor(config: pg.ClientConfig) {
    super({
      ...config,
      pipeline: true,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    // Sequelize attaches its listener a moment after the connection is open. An error in between, as when the
    // database is restarted just then, would be unhandled and end the process; the next query reports it.
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    const gather = (...given: unknown[]) => {
      this.#gather();
      return send(...given);
    };
    // The overloads of `query` are kept; only the wrapping is new.
    this.query = gather as typeof this.query;
    const end = this.end.bind(this) as (...given: unknown[]) => unknown;
    this.end = ((...given: unknown[]) => {
      // A network that no longer answers never confirms the end of the connection.
      const cut = setTimeout(() => this.#stream.destroy(), MAX_CLOSE_MS);
      this.once('end', () => clearTimeout(cut));
      return end(...given);
    }) as typeof this.end;
  }

  get #stream(): Writable {
    return (this as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  #gather(): void {
    const stream = this.#stream;
    if (!this.#corked) {
      this.#corked = true;
      stream.cork();
      process.nextTick(() => {
        this.#corked = false;
        stream.uncork();
      });
    }
  }
}

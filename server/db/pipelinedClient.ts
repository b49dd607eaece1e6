import type { Writable } from 'node:stream';
import pg from 'pg';

/**
 * A connection that sends a statement without waiting for the answers to those before it, and sends
 * all that is asked in one turn of the event loop as one packet.
 */
export class PipelinedClient extends pg.Client {
  #corked = false;

  constructor(config: pg.ClientConfig) {
    super({ ...config, pipeline: true });
    // Sequelize begins to listen a moment after the connection stands. An error in between, as when the
    // database is restarted just then, would be nobody's and end the process; the next query tells of it.
    this.on('error', () => undefined);
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    const gather = (...given: unknown[]) => {
      this.#gather();
      return send(...given);
    };
    // The overloads of `query` are kept; only what surrounds the call is new.
    this.query = gather as typeof this.query;
  }

  #gather(): void {
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
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

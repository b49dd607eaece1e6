/** Questions to a person at a terminal. */
import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { SetupError } from './setup.ts';

export interface Dialogue {
  /**
   * @param options.secret whether the answer is kept off the screen.
   * @throws SetupError when the person ends the dialogue (Ctrl+C, Ctrl+D).
   */
  ask(text: string, options: { secret: boolean }): Promise<string>;
  close(): void;
}

export function openDialogue(input: Readable, screen: Writable): Dialogue {
  let hidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) {
        screen.write(chunk);
      }
      done();
    },
  });
  // Without a history: an arrow key must not bring a secret answer back.
  const terminal = createInterface({ input, output, terminal: true, historySize: 0 });
  return {
    async ask(text, { secret }) {
      // On a line of its own: before it reads, readline erases the line that it is on.
      screen.write(`${text}${secret ? ', not shown as you type' : ''}:\n${secret ? '> ' : ''}`);
      hidden = secret;
      try {
        return await terminal.question('> ');
      } catch (error) {
        throw (error as { code?: unknown }).code === 'ABORT_ERR'
          ? new SetupError('\nStopped. Nothing was written.')
          : error;
      } finally {
        hidden = false;
        if (secret) {
          screen.write('\n');
        }
      }
    },
    close: () => terminal.close(),
  };
}

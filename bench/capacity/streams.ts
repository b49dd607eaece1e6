/** Event streams that stay open, as apps hold them. */
import { request } from 'undici';

/** How many are opened at once. */
const OPENING = 50;

export interface Streams {
  opened: number;
  /** How many ended before they were closed. */
  ended(): number;
  close(): void;
}

export async function openStreams(origin: string, people: readonly string[]): Promise<Streams> {
  const closing = new AbortController();
  let opened = 0;
  let ended = 0;
  async function open(authorization: string): Promise<void> {
    const { statusCode, body } = await request(`${origin}/trpc/live.events`, {
      headers: { authorization, accept: 'text/event-stream' },
      signal: closing.signal,
      bodyTimeout: 0,
    });
    body.on('error', () => undefined);
    if (statusCode !== 200) {
      await body.dump();
      return;
    }
    opened += 1;
    body.resume().once('close', () => {
      ended += 1;
    });
  }
  for (let at = 0; at < people.length; at += OPENING) {
    await Promise.all(people.slice(at, at + OPENING).map(open));
  }
  return { opened, ended: () => ended, close: () => closing.abort() };
}

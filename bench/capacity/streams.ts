/** Event streams that stay open, like those of apps. */
import { request } from 'undici';

/** How many are opened at once. */
const OPENING = 50;
const finished = new Set(['succeeded', 'failed', 'cancelled']);

export interface Streams {
  opened: number;
  /** The number of events received on all of them. */
  events(): number;
  /** How many ended before they were closed. */
  ended(): number;
  /** @returns how it has ended; null after the timeout. */
  untilFinished(generationId: string, timeoutMs: number): Promise<string | null>;
  close(): void;
}

interface Event {
  type?: string;
  id?: string;
  status?: string;
}

/** Parses the lines of a stream and calls `hear` with each event. */
function eventsOf(hear: (event: Event) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data: {')) {
        hear(JSON.parse(line.slice('data: '.length)) as Event);
      }
    }
  };
}

export async function openStreams(origin: string, people: readonly string[]): Promise<Streams> {
  const closing = new AbortController();
  const waiting = new Map<string, (status: string) => void>();
  /** Results that arrived before anybody waited for them. */
  const known = new Map<string, string>();
  let opened = 0;
  let ended = 0;
  let events = 0;

  function hear({ type, id = '', status = '' }: Event): void {
    events += 1;
    if (type === 'generation' && finished.has(status)) {
      waiting.get(id)?.(status);
      known.set(id, status);
    }
  }

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
    body.on('data', eventsOf(hear)).once('close', () => {
      ended += 1;
    });
  }

  for (let at = 0; at < people.length; at += OPENING) {
    await Promise.all(people.slice(at, at + OPENING).map(open));
  }
  return {
    opened,
    events: () => events,
    ended: () => ended,
    async untilFinished(id, timeoutMs) {
      const heard = known.get(id);
      if (heard !== undefined) {
        return heard;
      }
      const { promise, resolve } = Promise.withResolvers<string | null>();
      waiting.set(id, resolve);
      const timer = setTimeout(() => resolve(null), timeoutMs);
      return await promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(id);
      });
    },
    close: () => closing.abort(),
  };
}

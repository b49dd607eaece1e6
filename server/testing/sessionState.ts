/**
 * Checks everything that is sent to PostgreSQL for session state: behind a transaction pooler the next
 * statement may get another session. Protocol: PostgreSQL, "Message Formats", frontend.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A pooler answers these by itself, or stores them for each client. */
const passed = new Set(['user', 'database', 'application_name', 'client_encoding']);
const kept =
  /^\s*(listen|unlisten|prepare|deallocate|declare|load|discard|set\s+(?!local\s|transaction\s|time zone\s))|\bpg_(try_)?advisory_(lock|unlock)|^\s*create\s+temp|\bset_config\([^)]*false\s*\)/i;

const textsIn = (body: Buffer) => body.toString('utf8').split('\0');

/** The session state that one message creates; nothing when all is well. */
function findSessionState(type: string, body: Buffer): string[] {
  if (type === 'startup') {
    const names = textsIn(body.subarray(4)).filter((_text, index) => index % 2 === 0);
    return names.filter((name) => name && !passed.has(name)).map((name) => `startup: ${name}`);
  }
  const [first = '', second = ''] = textsIn(body);
  if (type !== 'P' && type !== 'Q') {
    return [];
  }
  const named = type === 'P' && first !== '' ? [`prepared by name: ${second.slice(0, 80)}`] : [];
  const text = type === 'P' ? second : first;
  return [...named, ...text.split(';').filter((statement) => kept.test(statement))];
}

/** Assembles messages from chunks. */
function createReader(hear: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // The first message has no type.
      const head = isStarted ? 1 : 0;
      const length = rest.length < head + 4 ? Number.POSITIVE_INFINITY : rest.readInt32BE(head);
      if (rest.length < head + length) {
        return;
      }
      const type = isStarted ? rest.toString('latin1', 0, 1) : 'startup';
      hear(type, rest.subarray(head + 4, head + length));
      isStarted = true;
      rest = rest.subarray(head + length);
    }
  };
}

/** A TCP proxy in front of a database, or of a pooler. */
export async function watchSessionState(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const found = new Set<string>();
  const sockets = new Set<Socket>();
  let messages = 0;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket.on('error', () => undefined));
      socket.once('close', () => sockets.delete(socket));
    }
    const read = createReader((type, body) => {
      messages += 1;
      for (const text of findSessionState(type, body)) {
        found.add(text);
      }
    });
    near.on('data', read);
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** The session state that was created. */
    found,
    get messages() {
      return messages;
    },
    close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      server.close();
    },
  };
}

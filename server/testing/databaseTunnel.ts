/** A proxy to the database for tests that make the network between them fail. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Opens a TCP proxy in front of a database. */
export async function openTunnel(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const { port, hostname } = target;
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket.on('error', () => undefined));
      socket.once('close', () => sockets.delete(socket));
    }
    if (isSilent) {
      near.pause();
      far.pause();
      return;
    }
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  target.hostname = '127.0.0.1';
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    /** Nothing is forwarded any more and no connection is closed; new ones are accepted and stay silent. */
    silence() {
      isSilent = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    /** New connections are forwarded again; those from before the silence never are. */
    speak() {
      isSilent = false;
    },
    /** Ends all connections and takes no new ones. */
    cut(how: 'destroy' | 'resetAndDestroy' = 'destroy') {
      for (const socket of sockets) {
        socket[how]();
      }
      server.close();
    },
  };
}

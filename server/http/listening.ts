import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** The configured port can't be served; the message says it to the operator. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'another process serves it. Stop that one, or set another PORT.',
  EACCES: 'this user may not. Set a PORT above 1023, and let a proxy serve the usual ones.',
};

/**
 * @param port 0: any free one.
 * @returns the port on which the server listens.
 */
export async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason
      ? new PortError(`PORT=${port} can't be served: ${reason}`, { cause: error })
      : error;
  }
  return (server.address() as AddressInfo).port;
}

import { createServer } from 'node:net';

/** The remembered port if it is still free, else any free one. */
export function freePort(remembered: number | undefined): Promise<number> {
  return bindable(remembered ?? 0).catch(() => bindable(0));
}

function bindable(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(bound));
    });
  });
}

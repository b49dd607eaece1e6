import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Headers of a real app: framing is allowed to Telegram only. */
const HEADERS = { 'content-security-policy': 'frame-ancestors https://web.telegram.org' };

/** Builds the fixture app for production and serves it. */
export async function startFixtureApp(): Promise<{ url: string; close(): Promise<void> }> {
  const result = await build({
    root: fileURLToPath(new URL('fixture/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { write: false, modulePreload: false },
  });
  const files = new Map<string, { type: string; content: string | Uint8Array }>();
  for (const { output } of [result].flat() as { output: { fileName: string }[] }[]) {
    for (const file of output) {
      const content = 'code' in file ? String(file.code) : (file as { source?: string }).source;
      const type = file.fileName.endsWith('.js') ? 'text/javascript' : 'text/html';
      files.set(`/${file.fileName}`, { type, content: content ?? '' });
    }
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const file = files.get(path) ?? files.get('/index.html');
    response.writeHead(200, { ...HEADERS, 'content-type': file?.type }).end(file?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

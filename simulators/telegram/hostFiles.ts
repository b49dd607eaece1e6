import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendText } from './http.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
};

/** The font of a phone, from its package. */
const FONTS: Record<string, string> = {
  'roboto-latin.woff2': '@fontsource-variable/roboto/files/roboto-latin-wght-normal.woff2',
  'roboto-cyrillic.woff2': '@fontsource-variable/roboto/files/roboto-cyrillic-wght-normal.woff2',
};

const compiled = new Map<string, Promise<string>>();

/** Serves the host page's files, with the types removed from TypeScript. */
export async function serveHostFile(response: ServerResponse, path: string): Promise<void> {
  const name = path === '' ? 'index.html' : path;
  const font = FONTS[name];
  if (font) {
    await serveFont(response, font);
    return;
  }
  const type = TYPES[extname(name)];
  if (!type || !/^[\w.]+$/.test(name)) {
    sendText(response, 404, 'text/plain', 'Not found');
    return;
  }
  const file = new URL(`host/${name}`, import.meta.url);
  try {
    const source = await readFile(file, 'utf8');
    sendText(response, 200, type, name.endsWith('.ts') ? await asScript(name, source) : source);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    sendText(response, missing ? 404 : 500, 'text/plain', missing ? 'Not found' : String(error));
  }
}

async function serveFont(response: ServerResponse, file: string): Promise<void> {
  const bytes = await readFile(fileURLToPath(import.meta.resolve(file)));
  response.writeHead(200, { 'content-type': 'font/woff2', 'cache-control': 'max-age=86400' });
  response.end(bytes);
}

async function asScript(name: string, source: string): Promise<string> {
  const known = compiled.get(source);
  if (known) return known;
  // Loaded here, because most users of the simulator never open the page.
  const { transformWithOxc } = await import('vite');
  const script = transformWithOxc(source, name, { sourcemap: false }).then(({ code }) => code);
  compiled.set(source, script);
  return script;
}

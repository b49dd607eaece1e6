/**
 * `npm run dev` and `npm run preview`: the whole product on this machine, behind one address.
 * `--with=yookassa,fal,google` adds those simulators, `--with=quiz` an example of another bot; `--port=8080`
 * chooses the address.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, createServer, preview } from 'vite';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { type Extra, extras, isFree, startLocalStack } from './localStack.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    with: { type: 'string', default: '' },
    port: { type: 'string', default: '8080' },
  },
});
const mode = positionals[0] === 'preview' ? 'preview' : 'dev';
const wanted = values.with.split(',').filter(Boolean);
const unknown = wanted.filter((name) => !(extras as readonly string[]).includes(name));
if (unknown.length > 0) {
  throw new Error(`--with knows ${extras.join(', ')}; not ${unknown.join(', ')}`);
}
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The web app: hot-reloading source, or the production bundle. */
async function serveWebApp(apiUrl: string) {
  process.env.API_PORT = new URL(apiUrl).port;
  if (mode === 'dev') {
    const server = await createServer({ server: { port: 5173 } });
    await server.listen();
    return { urls: server.resolvedUrls, close: () => server.close() };
  }
  await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port: 4173 } });
  return { urls: server.resolvedUrls, close: () => server.close() };
}

if (!(await isFree(Number(values.port)))) {
  say(
    `Port ${values.port} is taken. Is AI Coins running already? Another one: npm run ${mode} -- --port=8090`,
  );
  process.exit(1);
}
const dataDir = resolve(process.env.DATA_DIR ?? '.data');
await mkdir(dataDir, { recursive: true });
say('Starting PostgreSQL …');
const postgres = process.env.DATABASE_URL
  ? null
  : await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
say('Starting the simulators and the server …');
const stack = await startLocalStack({
  databaseUrl: process.env.DATABASE_URL ?? postgres?.url ?? '',
  dataDir,
  port: Number(values.port),
  with: wanted as Extra[],
  watch: mode === 'dev',
  keepState: true,
  // Several seconds, so that progress can be seen.
  env: { LOCAL_ARTIST_DELAY_MS: '6000' },
});
say(mode === 'dev' ? 'Starting the web app …' : 'Building the web app …');
const webApp = await serveWebApp(stack.apiUrl);
stack.telegram.setAppUrl((webApp.urls?.local[0] ?? '').replace(/\/$/, ''));

say(`
  AI Coins is running. Open it inside the simulated Telegram:

    ${stack.telegram.hostUrl}
${stack.yookassa ? `\n    YooKassa simulator   ${stack.yookassa.url}` : ''}${
  stack.quiz
    ? '\n  Play in the chat with "Quiz example": XP and badges arrive in the open app.\n'
    : ''
}
  Ctrl+C stops everything.
`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) {
      process.exit(1);
    }
    stopping = true;
    say('Stopping …');
    await webApp.close();
    await stack.stop();
    await postgres?.stop();
    say('Stopped.');
    process.exit(0);
  });
}

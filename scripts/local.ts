/**
 * `npm run dev` and `npm run preview`: the whole product on this machine, behind one address.
 * `--with=yookassa,fal,google` adds those simulators, `--with=quiz` an example of another bot; `--port=8080`
 * chooses the address.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, createServer, type InlineConfig, type Plugin, preview } from 'vite';
import { reasonOf } from '../server/core/finding.ts';
import { makeFolder } from '../server/core/makeFolder.ts';
import { stopEverything } from '../server/core/stopOnSignal.ts';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { type Extra, extras, isFree, startLocalStack } from './localStack.ts';
import { addresses } from './web/addresses.ts';

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
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Vite ends the process at SIGTERM once it is closed: when everything else has stopped. */
const closesLast: Plugin = {
  name: 'closes-last',
  closeServer: ({ reason }) => (reason === 'close' ? stopEverything() : undefined),
  closePreviewServer: () => stopEverything(),
};

/**
 * The web app: hot-reloading source, or the production bundle.
 * @returns its URL; it ends with this process.
 */
async function serveWebApp(apiUrl: string, hostUrl: string) {
  process.env.API_PORT = new URL(apiUrl).port;
  const served: InlineConfig = { appType: 'mpa', plugins: [closesLast, addresses(hostUrl)] };
  if (mode === 'dev') {
    const server = await createServer({ ...served, server: { port: 5173 } });
    await server.listen();
    return server.resolvedUrls;
  }
  await build({ logLevel: 'warn' });
  const server = await preview({ ...served, preview: { port: 4173 } });
  return server.resolvedUrls;
}

async function start(): Promise<void> {
  const dataDir = resolve(process.env.DATA_DIR ?? '.data');
  await makeFolder(dataDir).catch((error: unknown) => {
    print(`DATA_DIR=${dataDir} can't be used: ${reasonOf(error)}.`);
    process.exit(1);
  });
  print('Starting PostgreSQL …');
  const databaseUrl =
    process.env.DATABASE_URL ??
    (await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })).url;
  if (stopping) {
    return;
  }
  print('Starting the simulators and the server …');
  const stack = await startLocalStack({
    databaseUrl,
    dataDir,
    port: Number(values.port),
    with: wanted as Extra[],
    watch: mode === 'dev',
    keepState: true,
    // Several seconds, so that progress is visible.
    env: { LOCAL_ARTIST_DELAY_MS: '6000' },
  });
  print(mode === 'dev' ? 'Starting the web app …' : 'Building the web app …');
  const urls = await serveWebApp(stack.apiUrl, stack.telegram.hostUrl);
  stack.telegram.setAppUrl((urls?.local[0] ?? '').replace(/\/$/, ''));
  print(`
  AI Coins is running. Open it inside the simulated Telegram:

    ${stack.telegram.hostUrl}
${stack.yookassa ? `\n    YooKassa simulator   ${stack.yookassa.url}` : ''}${
  stack.quiz
    ? '\n  Play in the chat with "Quiz example": XP and badges arrive in the open app.\n'
    : ''
}
  Ctrl+C stops everything.
`);
}

if (!(await isFree(Number(values.port)))) {
  print(
    `Port ${values.port} is taken. Is AI Coins running already? Another one: npm run ${mode} -- --port=8090`,
  );
  process.exit(1);
}
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    // A signal to the whole group is followed by another when npm has ended; only a second Ctrl+C is impatience.
    if (stopping && signal === 'SIGINT') {
      process.exit(1);
    }
    if (stopping) {
      return;
    }
    stopping = true;
    print('Stopping …');
    await stopEverything();
    print('Stopped.');
    process.exit(0);
  });
}
await start().catch(async (error: unknown) => {
  // What is stopped while it starts fails; the signal's own stop ends the process.
  if (!stopping) {
    await stopEverything();
    throw error;
  }
});

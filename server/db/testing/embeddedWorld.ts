/** A fresh folder for every test, and the servers and processes that are started in it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded.ts';

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

export async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Sets itself up before each test of the file and cleans up after it. */
export function embeddedWorld() {
  const world = { folder: '', dataDir: '', start, postmasterPid, script };
  const children: ChildProcess[] = [];
  const started: EmbeddedPostgres[] = [];

  beforeEach(async () => {
    world.folder = await mkdtemp(join(tmpdir(), 'embedded-test-'));
    // Otherwise PostgreSQL's user could not enter, and every test run as root would test that case.
    await chmod(world.folder, 0o755);
    world.dataDir = join(world.folder, 'data');
    children.length = 0;
    started.length = 0;
  });

  afterEach(async () => {
    for (const child of children) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    }
    for (const server of started) {
      await server.stop();
    }
    await rm(world.folder, { recursive: true, force: true });
  }, 30_000);

  async function start(
    options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
  ): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({
      dataDir: world.dataDir,
      durable: false,
      ...options,
    });
    started.push(server);
    return server;
  }

  async function postmasterPid(home = world.dataDir): Promise<number> {
    return Number.parseInt(await readFile(join(home, 'cluster/data/postmaster.pid'), 'utf8'), 10);
  }

  /** A process that starts the server, prints its URL and stops it when told to. */
  async function script(
    module = resolve(import.meta.dirname, '../embedded.ts'),
  ): Promise<{ child: ChildProcess; url: Promise<string>; stop: () => Promise<unknown> }> {
    const file = join(world.folder, `script-${children.length}.ts`);
    await writeFile(
      file,
      `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
     const server = await startEmbeddedPostgres({
       dataDir: ${JSON.stringify(world.dataDir)},
       durable: false,
       stagingParents: [${JSON.stringify(world.folder)}],
     });
     console.log(server.url);
     process.stdin.once('data', async () => { await server.stop(); process.exit(0); });`,
    );
    const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    const exit = once(child, 'exit');
    const url = (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        return line;
      }
      throw new Error('The script ended without a URL');
    })();
    url.catch(() => undefined);
    const stop = () => {
      child.stdin.write('stop\n');
      return exit;
    };
    return { child, url, stop };
  }

  return world;
}

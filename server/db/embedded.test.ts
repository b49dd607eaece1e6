import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { runningPostmaster } from './embedded/postmaster.ts';
import { identityOf, waitForExit } from './embedded/processes.ts';
import { embeddedWorld, kill, query } from './testing/embeddedWorld.ts';

const world = embeddedWorld();
const { start, postmasterPid, script } = world;

const SOON = { timeout: 20_000, interval: 5 };
/** What an interrupted first start has created. */
const halfDone = async () =>
  (await readdir(world.dataDir).catch(() => [])).filter((name) => name.includes('half'));

describe('startEmbeddedPostgres', { timeout: 60_000 }, () => {
  it('should start a fresh PostgreSQL 18 with the application database', async () => {
    const { url, adminUrl } = await start();
    const [row] = await query(
      url,
      `select current_database() as name, current_setting('server_version_num')::int / 10000 as major,
              lower('ПРИВЕТ') as lower, current_setting('server_encoding') as encoding,
              current_setting('fsync') as fsync, current_setting('max_connections') as connections`,
    );
    expect(row).toEqual({
      name: 'aicoins',
      major: 18,
      lower: 'привет',
      encoding: 'UTF8',
      fsync: 'off',
      connections: '200',
    });
    expect(await query(adminUrl, 'select current_database() as name')).toEqual([
      { name: 'postgres' },
    ]);
  });

  it('should listen on loopback only and ask for the password', async () => {
    const { url } = await start();
    const sockets = await query(
      url,
      `select current_setting('listen_addresses') as tcp,
              current_setting('unix_socket_directories') as sockets`,
    );
    expect(sockets).toEqual([{ tcp: '127.0.0.1', sockets: '' }]);
    const other = connect({ host: '127.0.0.2', port: Number(new URL(url).port) });
    const [refusal] = await once(other, 'error').catch((error) => [error]);
    expect(refusal).toMatchObject({ code: 'ECONNREFUSED' });
    const guess = new URL(url);
    guess.password = 'postgres';
    await expect(query(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('should keep data and port from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 7 as n');
    const pid = await postmasterPid();
    await first.stop();
    expect(await identityOf(pid)).toBeUndefined();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('should move to another port when the remembered one was taken', async () => {
    const first = await start();
    await first.stop();
    const otherServer = createServer();
    otherServer.listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(otherServer, 'listening');
    try {
      const second = await start();
      expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
      await second.stop();
    } finally {
      otherServer.close();
    }
  });

  it('should explain in a sentence why it cannot start', async () => {
    const otherServer = createServer();
    otherServer.listen(0, '127.0.0.1');
    await once(otherServer, 'listening');
    const address = otherServer.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      await expect(start({ port })).rejects.toThrow(
        /The built-in PostgreSQL in .*could not bind IPv4 address "127\.0\.0\.1"/s,
      );
    } finally {
      otherServer.close();
    }
  });

  it('should share one server between processes that start at the same moment', async () => {
    const [one, two, three] = await Promise.all([script(), script(), start()]);
    const urls = await Promise.all([one.url, two.url]);
    expect(urls).toEqual([three.url, three.url]);
    const pid = await postmasterPid();
    await three.stop();
    await one.stop();
    expect(await query(three.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await two.stop();
    expect(await identityOf(pid)).toBeUndefined();
    expect(await readdir(join(world.dataDir, 'users'))).toEqual([]);
  });

  it('should count two uses in one process and stop each once', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    await Promise.all([one.stop(), one.stop()]);
    expect(await query(two.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await two.stop();
    await expect(query(two.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('should join the server of a killed process and stop it when leaving', async () => {
    const owner = await script();
    const url = await owner.url;
    await query(url, 'create table kept as select 7 as n');
    const pid = await postmasterPid();
    await kill(owner.child);
    expect(await identityOf(pid)).toBeDefined();
    const next = await start();
    expect(next.url).toBe(url);
    expect(await postmasterPid()).toBe(pid);
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await next.stop();
    expect(await identityOf(pid)).toBeUndefined();
  });

  it('should recover the data of a killed server', async () => {
    const first = await start({ durable: true });
    await query(first.url, 'create table kept as select 7 as n');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    const second = await start({ durable: true });
    expect(await postmasterPid()).not.toBe(pid);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
    // The first user is still registered: its server came back and stays until it leaves, too.
    expect(await query(first.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('should wait for a server that recovers from the death of one of its processes', async () => {
    const first = await start();
    const pid = await postmasterPid();
    const victim = new Client({ connectionString: first.url });
    victim.on('error', () => undefined);
    await victim.connect();
    const { rows } = await victim.query('select pg_backend_pid() as pid');
    const closed = new Promise((resolve) => victim.once('end', resolve));
    process.kill(rows[0].pid, 'SIGKILL');
    const second = await start();
    expect(await postmasterPid()).toBe(pid);
    expect(second.url).toBe(first.url);
    await closed;
  });

  it('should recover when both we and the server were killed', async () => {
    const owner = await script();
    const url = await owner.url;
    const pid = await postmasterPid();
    await kill(owner.child);
    process.kill(pid, 'SIGKILL');
    await waitForExit(pid, 10_000);
    const next = await start();
    expect(next.url).toBe(url);
    await next.stop();
  });

  it('should not take another program for the server', async () => {
    const first = await start();
    await first.stop();
    const pidFile = join(world.dataDir, 'cluster/data/postmaster.pid');
    const lines = [
      process.pid,
      join(world.dataDir, 'cluster/data'),
      1,
      5432,
      '',
      '127.0.0.1',
      '1 1',
    ];
    await writeFile(pidFile, `${lines.join('\n')}\nready   \n`);
    const second = await start();
    expect(await query(second.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(await postmasterPid()).not.toBe(process.pid);
  });

  it('should start over after a killed first start', async () => {
    const owner = await script();
    await expect.poll(halfDone, SOON).toHaveLength(1);
    await kill(owner.child);
    const next = await start();
    expect(await query(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await next.stop();
    const again = await start();
    expect(await halfDone()).toEqual([]);
    await again.stop();
  });

  it.each(['starting', 'started'])(
    'should be stopped by a process that is told to end when it is %s',
    async (when) => {
      const owner = await script();
      await (when === 'started' ? owner.url : expect.poll(halfDone, SOON).toHaveLength(1));
      const exit = once(owner.child, 'exit');
      owner.child.kill('SIGTERM');
      expect(await exit).toEqual([null, 'SIGTERM']);
      expect(await runningPostmaster(join(world.dataDir, 'cluster/data'))).toBeUndefined();
    },
  );

  it('should become durable when a durable user joins', async () => {
    const quick = await start();
    await start({ durable: true });
    const fsync = async () => (await query(quick.url, 'show fsync'))[0]?.fsync;
    await expect.poll(fsync, { timeout: 5_000 }).toBe('on');
  });
});

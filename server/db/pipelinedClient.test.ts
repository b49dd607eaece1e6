import pg from 'pg';
import { expect, it } from 'vitest';
import { testApp } from '../testing/testApp.ts';
import { PipelinedClient } from './pipelinedClient.ts';

const test = testApp();

it('does not end the process when its connection breaks before a listener is attached', async () => {
  const client = new PipelinedClient({ connectionString: test.databaseUrl });
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const killer = new pg.Client({ connectionString: test.databaseUrl });
  await killer.connect();
  // Not Node's "once", which listens to errors by itself.
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(client.query('select 1')).rejects.toThrow();
  await killer.end();
});

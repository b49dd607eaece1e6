import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sql } from '../../../db/statement.ts';
import { testApp } from '../../../testing/testApp.ts';
import { createDiskStorage } from '../../media/diskStorage.ts';
import { createFakeProvider, samplePicture } from '../testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../testing/orders.ts';

const provider = createFakeProvider({ name: 'fal' });
const files = createDiskStorage(`/tmp/ai-coins-test-expired-${crypto.randomUUID()}`);
const storage = { ...files, isDown: false };
const link = { hasExpired: false, asked: 0 };
const server: Server = createServer(async (_req, res) => {
  link.asked += 1;
  res.writeHead(link.hasExpired ? 403 : 200).end(link.hasExpired ? '' : await samplePicture());
}).listen(0, '127.0.0.1');
const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
await new Promise((resolve) => server.once('listening', resolve));

const test = testApp({
  env: { FAL_KEY: 'fal-key', FAL_API_ROOT: origin() },
  overrides: {
    providers: { fal: { ...provider, fileOrigin: origin() } },
    storage: {
      ...files,
      async put(name, bytes, mime) {
        if (storage.isDown) {
          throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        }
        await files.put(name, bytes, mime);
      },
    },
  },
});
beforeAll(() => {
  provider.state = { state: 'succeeded', files: [{ url: `${origin()}/picture.png` }] };
});
afterAll(() => {
  server.close();
});

const readRefunds = sql<{ refunds: number }>(
  `select count(*)::int as refunds from ledger_entries where kind = 'generation_refund' and reference = $1`,
);

it('refunds once and submits nothing again when the storage is down until the link has expired', async () => {
  const { call, userId } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  storage.isDown = true;
  for (let n = 0; n < 3; n++) {
    await workOn(test.app, userId, id);
    expect(await call.generation.get({ id })).toMatchObject({ status: 'running' });
    await test.app.db.transaction((tx) =>
      tx.query(sql('update generations set lease_until = now() where id = $1'), [id]),
    );
  }
  link.hasExpired = true;
  storage.isDown = false;
  await vi.waitFor(() => expect(test.app.health.storage.isDown).toBe(false), 30_000);
  await workOn(test.app, userId, id);
  await workOn(test.app, userId, id);
  expect(await call.generation.get({ id })).toMatchObject({ status: 'failed', refunded: true });
  expect(provider.submits).toEqual([id]);
  expect(await test.app.db.query(readRefunds, [id])).toEqual([{ refunds: 1 }]);
  // Downloaded once while it could not be stored, and once more when it could.
  expect(link.asked).toBe(2);
}, 60_000);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FalSimulator, startFalSimulator } from '../../../../../simulators/fal/index.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { sql } from '../../../../db/statement.ts';
import { serveHttp } from '../../../../testing/httpServer.ts';
import { testApp } from '../../../../testing/testApp.ts';
import { pictureOrder } from '../../testing/orders.ts';
import { untilEnded } from '../../testing/untilEnded.ts';
import { startGenerationWorker } from '../../worker/sweeper.ts';

const KEY = 'key-id:very-secret';
const fal: FalSimulator = await startFalSimulator({ key: KEY, queueMs: 50, runMs: 100 });
const test = testApp({
  worker: true,
  env: { PORT: '0', FAL_KEY: KEY, FAL_API_ROOT: fal.url, WORKER_LEASE_S: '1' },
});
let web: Awaited<ReturnType<typeof serveHttp>>;
let worker: ReturnType<typeof startGenerationWorker>;

beforeAll(async () => {
  web = await serveHttp(test.app);
  // The server's own address, as passed to fal.
  test.app.config.http.publicUrl = web.url;
  worker = startGenerationWorker(test.app);
});
afterAll(async () => {
  await worker.stop();
  await web.stop();
  await fal.close();
});

const edit = async (call: Awaited<ReturnType<typeof test.person>>['call'], prompt: string) => {
  const { id } = await call.generation.create(pictureOrder({ prompt }));
  return { id, ended: () => untilEnded(call, id) };
};

describe('with fal', () => {
  it('makes a picture that is downloaded from fal', async () => {
    const { call } = await test.person();
    const { id, ended } = await edit(call, 'a red bicycle');
    expect(await ended()).toMatchObject({ status: 'succeeded', media: [{ kind: 'image' }] });
    expect(fal.jobs.submitsOf(id)).toBe(1);
  });

  it('makes a video with its duration and a poster', async () => {
    const { call } = await test.person();
    const order = pictureOrder({ operation: 'video', model: 'veo-3-1-fast' });
    const { id } = await call.generation.create(order);
    const { status, media } = await untilEnded(call, id);
    expect(status).toBe('succeeded');
    expect(media).toMatchObject([{ kind: 'video', mime: 'video/mp4' }]);
    expect(media[0]?.durationMs).toBeGreaterThan(0);
    expect((await call.gallery.list({ kind: 'video' })).counts?.videos).toBe(1);
  });

  it.each([
    ['refused', 'content_refused'],
    ['failed', 'provider_error'],
    ['no_files', 'result_unusable'],
    ['nsfw', 'content_refused'],
    ['black', 'content_refused'],
  ])('%s is refunded', async (scenario, failure) => {
    const { call } = await test.person();
    const { ended } = await edit(call, `a cat sim:${scenario}`);
    expect(await ended()).toMatchObject({ status: 'failed', failure, refunded: true });
    expect((await call.me.get()).balance.freeOperations).toBe(4);
  });

  it('delivers the picture that was not marked as unsafe', async () => {
    const { call } = await test.person();
    const { ended } = await edit(call, 'a cat sim:nsfw_partly');
    const { status, media } = await ended();
    expect([status, media.length]).toEqual(['succeeded', 1]);
  });

  it('is never submitted twice when the answer to the submit is lost', async () => {
    const { call } = await test.person();
    fal.faults.add('submit', commonFaults.statusAfterWork(504));
    const { id, ended } = await edit(call, 'a green door');
    expect(await ended()).toMatchObject({ status: 'failed', failure: 'outcome_unknown' });
    expect(fal.jobs.submitsOf(id)).toBe(1);
  });

  it('reads the state at once when fal’s webhook comes, and ignores a forged one', async () => {
    const { call } = await test.person();
    fal.jobs.automatic = false;
    const { id, ended } = await edit(call, 'a blue boat');
    const readRequest = sql<{ provider_request_id: string | null }>(
      'select provider_request_id from generations where id = $1',
    );
    let requestId: string | null = null;
    while (requestId === null) {
      const [row] = await test.app.db.query(readRequest, [id]);
      requestId = row?.provider_request_id ?? null;
    }
    const forged = await fetch(`${web.url}/fal/webhook`, {
      method: 'POST',
      body: JSON.stringify({ request_id: requestId, status: 'OK' }),
    });
    expect(forged.status).toBe(403);
    fal.jobs.advance(requestId);
    fal.jobs.advance(requestId);
    await fal.webhooks.idle();
    expect(await ended()).toMatchObject({ status: 'succeeded' });
    fal.jobs.automatic = true;
  });
});

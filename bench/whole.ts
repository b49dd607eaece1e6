/**
 * Our server, web and worker in one process, with the local artist or with a provider that answers at once
 * (`BENCH_PROVIDER`): `instant` with a small picture, `drawn` with one of the artist's. On a message with
 * drawings it only draws them.
 */
import { createContext } from '../server/app/createContext.ts';
import { startRoles } from '../server/app/roles.ts';
import { createLocalArtist } from '../server/features/generation/providers/localArtist/index.ts';
import type { ProviderRequest } from '../server/features/generation/providers/provider.ts';
import {
  createFakeProvider,
  samplePicture,
} from '../server/features/generation/testing/fakeProvider.ts';
import { makeVariants } from '../server/features/media/variants.ts';
import { serveParent } from './child.ts';
import { readBenchConfig } from './config.ts';

/** A picture to draw. */
export interface Drawing {
  prompt: string;
  seed: number;
}

const config = readBenchConfig({ ROLES: 'web,worker', PORT: '0' });
const artist = createLocalArtist();
const instant = createFakeProvider({ name: 'local' });
const provider = process.env.BENCH_PROVIDER ?? 'artist';
instant.state =
  provider === 'drawn'
    ? { state: 'succeeded', files: [await drawOnce({ prompt: 'a lighthouse', seed: 1 })] }
    : { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] };
const app = await createContext(config, {
  providers: { local: provider === 'artist' ? artist : instant },
});
const running = await startRoles(app);

async function drawOnce({ prompt, seed }: Drawing) {
  const request: ProviderRequest = {
    generationId: String(seed),
    operation: 'create',
    providerModel: '',
    prompt,
    seed,
    aspectRatio: '1:1',
    inputs: [],
    signal: new AbortController().signal,
  };
  const { requestId } = await artist.submit(request);
  const drawn = await artist.poll(requestId, request);
  const [file] = drawn.state === 'succeeded' ? drawn.files : [];
  if (!file || !('bytes' in file)) {
    throw new Error('nothing was drawn');
  }
  return file;
}

async function draw(drawing: Drawing): Promise<void> {
  const { bytes } = await drawOnce(drawing);
  await makeVariants(bytes);
}

/** Draws with the concurrency of a worker. @returns milliseconds. */
async function drawAll({ drawings }: { drawings: Drawing[] }): Promise<number> {
  const waiting = [...drawings];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: config.generation.concurrency }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await draw(next);
      }
    }),
  );
  return performance.now() - started;
}

serveParent(
  {
    origin: `http://127.0.0.1:${running.port}`,
    concurrency: config.generation.concurrency,
    pid: process.pid,
  },
  async (message: { drawings: Drawing[] } | { ask: 'memory' }) =>
    'ask' in message ? process.memoryUsage.rss() : await drawAll(message),
  async () => {
    await running.stop();
    await app.close();
  },
);

/** Google's provider against the simulated Google, for the tests of its parts. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach } from 'vitest';
import {
  type GoogleSimulator,
  startGoogleSimulator,
} from '../../../../../../simulators/google/index.ts';
import { createDiskStorage } from '../../../../media/diskStorage.ts';
import { watchStorage } from '../../../../media/watchedStorage.ts';
import type { GenerationProvider, ProviderRequest, ProviderState } from '../../provider.ts';
import { createResultFiles } from '../../resultFiles.ts';
import { createGoogleProvider, type GoogleProviderOptions } from '../index.ts';

export const key = 'very-secret-key';
export const picture = { bytes: Buffer.from('picture'), mime: 'image/webp' };
export const inlinePicture = { inlineData: { data: 'cGljdHVyZQ==', mimeType: 'image/webp' } };

/** For the top of a test file: a fresh simulator and provider for every test. */
export function googleBench() {
  let simulator: GoogleSimulator;
  let provider: GenerationProvider;
  let storage: ReturnType<typeof testStorage>;
  let generations = 0;

  beforeEach(async () => {
    simulator = await startGoogleSimulator({ key });
    simulator.videos.automatic = false;
    storage = testStorage();
    provider = providerWith({});
  });
  afterEach(async () => {
    await simulator.close();
    await storage.remove();
  });

  /** Each provider acts as one of another process: they share only the storage. */
  function providerWith(options: Partial<GoogleProviderOptions>): GenerationProvider {
    return createGoogleProvider({
      key,
      apiRoot: simulator.url,
      timeoutMs: 20_000,
      results: createResultFiles(storage.watched),
      ...options,
    });
  }

  function request(changes: Partial<ProviderRequest> = {}): ProviderRequest {
    return {
      generationId: `generation-${generations++}`,
      operation: 'create',
      providerModel: 'gemini-image',
      prompt: 'a lighthouse at dusk',
      seed: 0xfedc_ba98,
      aspectRatio: '3:4',
      inputs: [],
      signal: new AbortController().signal,
      ...changes,
    };
  }

  return {
    get simulator() {
      return simulator;
    },
    get provider() {
      return provider;
    },
    get storage() {
      return storage;
    },
    providerWith,
    request,
    video: (changes: Partial<ProviderRequest> = {}) =>
      request({ operation: 'video', providerModel: 'veo-fast', ...changes }),
    /** Submits a video, lets it finish, and reads its state. */
    async runVideo(asked: ProviderRequest, by = provider): Promise<ProviderState> {
      const { requestId } = await by.submit(asked);
      simulator.videos.finish(requestId);
      return by.poll(requestId, asked);
    },
  };
}

/** A storage on this disk that can be made to fail. */
function testStorage() {
  const folder = join(tmpdir(), `ai-coins-test-results-${randomUUID()}`);
  const files = createDiskStorage(folder);
  const storage = {
    refusesWrites: false,
    watched: watchStorage(
      {
        ...files,
        async put(name, bytes, mime) {
          if (storage.refusesWrites) {
            throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          }
          await files.put(name, bytes, mime);
        },
      },
      () => undefined,
    ),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  return storage;
}

export function bytesOf(state: ProviderState): Buffer {
  const file = state.state === 'succeeded' ? state.files[0] : undefined;
  if (file === undefined || !('bytes' in file)) {
    throw new Error(`no bytes in ${inspect(state)}`);
  }
  return file.bytes;
}

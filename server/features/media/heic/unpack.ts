/**
 * Turns a HEIC file into one that sharp reads. Its compression (HEVC) is missing from sharp's own
 * libraries. Files come from strangers and the decoder is large, so every file gets a thread of its
 * own, with an end to its time and to its memory, and one file at a time: the event loop stays free, a
 * crash stays in WebAssembly, and all memory is given back with the thread.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { decodeLimit } from '../sharp.ts';
import { HeicError } from './heicError.ts';
import type { HeicAnswer, HeicTask } from './worker.ts';

/** Enough for 64 megapixels with eight bits, and for 48 with ten. */
const MAX_WASM_BYTES = 512 * 1024 * 1024;
const MAX_MS = 20_000;

const unpackLimit = pLimit(1);

export interface UnpackLimits {
  maxPixels: number;
  timeoutMs?: number;
  maxWasmBytes?: number;
}

async function unpack(
  bytes: Buffer,
  { maxPixels, timeoutMs = MAX_MS, maxWasmBytes = MAX_WASM_BYTES }: UnpackLimits,
): Promise<Buffer> {
  const task: HeicTask = { bytes, maxPixels, maxWasmBytes };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
    // The library's messages about broken files are discarded.
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
  });
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const [answer]: HeicAnswer[] = await once(worker, 'message', { signal });
    if (!answer || !('file' in answer)) {
      throw new HeicError(answer?.reason ?? 'unreadable', answer?.message ?? 'no answer');
    }
    const { buffer, byteOffset, byteLength } = answer.file;
    return Buffer.from(buffer, byteOffset, byteLength);
  } catch (cause) {
    throw cause instanceof HeicError
      ? cause
      : new HeicError('unreadable', 'the decoder gave up', { cause });
  } finally {
    await worker.terminate();
  }
}

/**
 * @param use uses the unpacked file, an uncompressed TIFF of the first picture. It runs within the limit for
 * pictures already, and the next HEIC waits for its end, as the pixels stay in memory until then.
 * @throws HeicError
 */
export function withUnpackedHeic<Result>(
  bytes: Buffer,
  limits: UnpackLimits,
  use: (tiff: Buffer) => Promise<Result>,
): Promise<Result> {
  return unpackLimit(() => decodeLimit(async () => use(await unpack(bytes, limits))));
}

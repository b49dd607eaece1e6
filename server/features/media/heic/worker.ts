/** The thread that decodes one HEIC file and ends with it. */
import { parentPort, workerData } from 'node:worker_threads';
import { HeicError } from './heicError.ts';
import { decodeHeic, limitWasmMemory } from './libheif.ts';

export interface HeicTask {
  bytes: Uint8Array;
  maxPixels: number;
  maxWasmBytes: number;
}

export type HeicAnswer =
  | { file: Uint8Array<ArrayBuffer> }
  | { reason: HeicError['reason']; message: string };

function answer({ bytes, maxPixels, maxWasmBytes }: HeicTask): HeicAnswer {
  limitWasmMemory(maxWasmBytes);
  try {
    return { file: decodeHeic(bytes, maxPixels) };
  } catch (error) {
    const reason = error instanceof HeicError ? error.reason : 'unreadable';
    return { reason, message: String(error) };
  }
}

const found = answer(workerData as HeicTask);
parentPort?.postMessage(found, 'file' in found ? [found.file.buffer] : []);

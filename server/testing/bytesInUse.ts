/** How much memory this process can't free. */
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap and of buffers outside it that are still in use once the garbage is collected. */
export async function bytesInUse(): Promise<number> {
  // Buffers are freed between two collections.
  for (let round = 0; round < 3; round++) {
    collect();
    await sleep(10);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * A worker process for tests that kill it. `node killableWorker.ts <database url> <storage folder> <where>
 * <lease in seconds>` works until it reaches `where`, reports it on its output, and stays there.
 */

import { readConfig } from '../../../app/config.ts';
import { createContext } from '../../../app/createContext.ts';
import type { GenerationProvider } from '../providers/provider.ts';
import { startGenerationWorker } from '../worker/sweeper.ts';

const [databaseUrl = '', storageDir = '', where = '', leaseS = ''] = process.argv.slice(2);
const forever = () => new Promise<never>(() => setInterval(() => undefined, 1000));

function stand(place: string): Promise<void> | void {
  if (place === where) {
    console.log(`at ${place}`);
    return forever();
  }
}

/** Calling it costs money, so a second call would show. */
const provider: GenerationProvider = {
  name: where.startsWith('local') ? 'local' : 'fal',
  idempotentSubmit: where.startsWith('local'),
  supports: () => true,
  traitsOf: () => ({ takesSeed: true, references: 0 }),
  async submit({ generationId }) {
    await stand('submit');
    await stand('local submit');
    return { requestId: `local.${Date.now()}.${generationId}` };
  },
  async poll() {
    await stand('poll');
    return { state: 'failed', reason: 'provider_error', detail: 'not reached' };
  },
  cancel: async () => false,
};

const config = readConfig({
  NODE_ENV: 'test',
  BOT_TOKEN: '100000001:test-token-of-the-main-bot',
  BOT_MODE: 'off',
  STORAGE_DIR: storageDir,
  WORKER_LEASE_S: leaseS,
  LOG_LEVEL: 'fatal',
});
const app = await createContext(
  { ...config, databaseUrl },
  { providers: { [provider.name]: provider } },
);
startGenerationWorker(app);
await app.queue.work(app);
console.log('ready');

/** `--with=quiz`: examples/quiz-bot as a process of its own, with a key that is made at each start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { associations, tables } from '../server/app/models.ts';
import { Database } from '../server/db/database.ts';
import { listKeys, newKey, revokeKey, storeKey } from '../server/features/botsApi/keys.ts';

const MAIN = fileURLToPath(new URL('../examples/quiz-bot/main.ts', import.meta.url));
const CREATED_BY = 'local start';

export interface QuizBotPlace {
  databaseUrl: string;
  botName: string;
  token: string;
  /** The API server. */
  apiUrl: string;
  /** The Bot API. */
  apiRoot: string;
  appLink: string;
}

/**
 * @param started stops it; nothing is started any more once that has been disposed of.
 * @returns how to stop it earlier; the process receives Ctrl+C by itself as well.
 */
export async function startQuizBot(place: QuizBotPlace, started: AsyncDisposableStack) {
  const key = await renewKey(place);
  let quiz: { stop(): Promise<number | null> } | undefined;
  started.defer(async () => void (await quiz?.stop()));
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      BOT_TOKEN: place.token,
      TELEGRAM_API_ROOT: place.apiRoot,
      AICOINS_URL: place.apiUrl,
      AICOINS_KEY: key,
      AICOINS_APP: place.appLink,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exit = once(child, 'exit');
  quiz = {
    /** @returns the exit code; null when it had to be killed. */
    async stop(): Promise<number | null> {
      child.kill('SIGTERM');
      await exit;
      return child.exitCode;
    },
  };
  return quiz;
}

/** Revokes the keys of former starts, so that the bot never has more than one of these. */
async function renewKey({ databaseUrl, botName }: QuizBotPlace): Promise<string> {
  const key = newKey();
  const db = new Database({ url: databaseUrl, poolSize: 1, tables, associations });
  await db.transaction(async (tx) => {
    for (const { id, createdBy, revokedAt } of await listKeys(tx, botName)) {
      if (createdBy === CREATED_BY && revokedAt === null) {
        await revokeKey(tx, id);
      }
    }
    await storeKey(tx, key, { botName, trusted: false, createdBy: CREATED_BY });
  });
  await db.close();
  return key;
}

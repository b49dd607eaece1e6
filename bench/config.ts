import { readConfig } from '../server/app/config.ts';
import { BENCH_BOT_TOKEN, BENCH_WEBHOOK_SECRET } from './seed.ts';

/** How our servers are set up in the benchmark; the parent passes the places of the database and the files. */
export function readBenchConfig(settings: Record<string, string>) {
  const databaseUrl = process.env.DATABASE_URL ?? '';
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    STORAGE_DIR: process.env.BENCH_STORAGE,
    NODE_ENV: 'production',
    BOT_TOKEN: BENCH_BOT_TOKEN,
    BOT_MODE: 'off',
    TELEGRAM_WEBHOOK_SECRET: BENCH_WEBHOOK_SECRET,
    ...(process.env.BENCH_TELEGRAM ? { TELEGRAM_API_ROOT: process.env.BENCH_TELEGRAM } : {}),
    LOG_LEVEL: 'silent',
    ...settings,
  });
  return { ...config, databaseUrl };
}

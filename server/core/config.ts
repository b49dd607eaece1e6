/**
 * The only reader of `process.env`: flat text goes in, a checked and nested configuration comes out.
 * Anything half-configured refuses to start and says which variable and why.
 */
import { resolve } from 'node:path';
import { readYooKassa } from '../features/payments/providers/yookassa/config.ts';
import { readBots } from './config/bots.ts';
import { environment } from './config/environment.ts';
import { allOrNone, ConfigError } from './config/problems.ts';
import { readSecrets } from './config/secrets.ts';
import { readStorage } from './config/storage.ts';

export type { YooKassaConfig } from '../features/payments/providers/yookassa/config.ts';
export type { BotConfig } from './config/bots.ts';
export { ConfigError } from './config/problems.ts';
export { readSecrets } from './config/secrets.ts';
export type { StorageConfig } from './config/storage.ts';

export const roleNames = ['web', 'worker', 'bot'] as const;
export type RoleName = (typeof roleNames)[number];

/**
 * Reads and checks the whole environment.
 * @throws ConfigError naming every variable that is wrong or missing, and why.
 */
export function readConfig(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const env = parsed.data;
  const problems: string[] = [];
  const bots = readBots(env, problems);
  const roles = env.ROLES.trim().split(/[\s,]+/);
  for (const role of roles.filter((name) => !(roleNames as readonly string[]).includes(name))) {
    problems.push(`ROLES: "${role}" is not one of ${roleNames.join(', ')}`);
  }
  const botMode = env.BOT_MODE ?? (env.PUBLIC_URL ? 'webhook' : 'polling');
  if (botMode === 'webhook') {
    allOrNone(
      env,
      ['PUBLIC_URL', 'TELEGRAM_WEBHOOK_SECRET'],
      true,
      'BOT_MODE is webhook',
      problems,
    );
  }
  const yookassa = readYooKassa(env, bots, problems);
  const storage = readStorage(env, problems);
  if (
    env.DATABASE_URL === undefined &&
    env.NODE_ENV === 'production' &&
    source.NODE_ENV === 'production'
  ) {
    problems.push('DATABASE_URL: is missing; the embedded database is for development and tests');
  }
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return {
    environment: env.NODE_ENV,
    roles: roles as RoleName[],
    logLevel: env.LOG_LEVEL,
    dataDir: resolve(env.DATA_DIR),
    database: { url: env.DATABASE_URL ?? null, poolSize: env.DATABASE_POOL },
    http: {
      port: env.PORT,
      publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
      trustProxy: env.TRUST_PROXY,
    },
    telegram: {
      bots,
      mode: botMode,
      apiRoot: env.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
      webhookSecret: env.TELEGRAM_WEBHOOK_SECRET ?? null,
      initDataMaxAgeS: env.INIT_DATA_MAX_AGE_S,
      adminIds: env.ADMIN_TELEGRAM_IDS.split(/[\s,]+/)
        .filter(Boolean)
        .map(Number),
    },
    prices: {
      /** Hundredths of a coin. */
      perOperation: Math.round(env.PRICE_PER_OPERATION * 100),
      freeOperations: env.FREE_OPERATIONS_COUNT,
    },
    yookassa,
    fal: env.FAL_KEY ? { key: env.FAL_KEY, apiRoot: env.FAL_API_ROOT } : null,
    google: env.GEMINI_API_KEY ? { key: env.GEMINI_API_KEY, apiRoot: env.GEMINI_API_ROOT } : null,
    storage,
    generation: {
      deadlineS: env.GENERATION_DEADLINE_S,
      leaseS: env.WORKER_LEASE_S,
      concurrency: env.WORKER_CONCURRENCY,
      artistDelayMs: env.LOCAL_ARTIST_DELAY_MS,
      artistSellsAtModelPrice: env.LOCAL_ARTIST_FULL_PRICE,
    },
    reconcileEveryS: env.RECONCILE_EVERY_S,
    trashDays: env.TRASH_DAYS,
    /** Null: made at the first start and kept in the database. */
    linkSecret: env.LINK_SECRET ?? null,
    /** Null: nobody reads the metrics. */
    metricsToken: env.METRICS_TOKEN ?? null,
    /** Values that must never be written anywhere. */
    secrets: readSecrets(source),
  };
}

export type Config = ReturnType<typeof readConfig>;

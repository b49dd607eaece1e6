/**
 * The only reader of `process.env`: flat text goes in, a checked and nested configuration comes out.
 * Anything half-configured refuses to start and says which variable and why.
 */
import { createHash, createSecretKey } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';

export const roleNames = ['web', 'worker', 'bot'] as const;
export type RoleName = (typeof roleNames)[number];

export interface BotConfig {
  name: string;
  token: string;
  /** The part of the token before the colon. */
  telegramId: number;
}

export type StorageConfig =
  | { kind: 'disk'; dir: string }
  | {
      kind: 's3';
      bucket: string;
      region: string;
      endpoint: string | null;
      accessKeyId: string;
      secretAccessKey: string;
      forcePathStyle: boolean;
    };

export interface YooKassaConfig {
  shopId: string;
  secretKey: string;
  returnUrl: string;
  currency: 'RUB';
  apiRoot: string;
  /** Names of the bots in which it is offered. */
  bots: string[];
  /** What receipts by 54-FZ say; null = the shop gives none. */
  receipts: { vatCode: number; taxSystemCode: number | null; email: string | null } | null;
}

/** What went wrong, one line per variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `The configuration is not complete:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

const flag = (fallback: 'true' | 'false') =>
  z
    .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
    .default(fallback)
    .transform((text) => text === 'true' || text === '1');
const whole = (fallback: number, min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);
const url = (protocols: RegExp, words: string) =>
  z.url({ protocol: protocols, error: `must be ${words}` });
const httpUrl = url(/^https?$/, 'an http:// or https:// address');
const text = z.string().min(1, 'must not be empty');

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: url(/^postgres(ql)?$/, 'a postgres:// or postgresql:// address').optional(),
  DATABASE_POOL: whole(20, 2, 500),
  DATA_DIR: text.default('.data'),
  PORT: whole(3000, 0, 65_535),
  PUBLIC_URL: httpUrl.optional(),
  ROLES: text.default('web,worker,bot'),
  BOT_TOKEN: text.optional(),
  BOTS: text.optional(),
  BOT_MODE: z
    .enum(['webhook', 'polling', 'off'], { error: 'must be webhook, polling or off' })
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, 'must be 16 to 256 of A-Z a-z 0-9 _ -')
    .optional(),
  ADMIN_TELEGRAM_IDS: z
    .string()
    .regex(/^\s*(\d{1,16}\s*[,\s]\s*)*\d{0,16}\s*$/, 'must be Telegram ids separated by commas')
    .default(''),
  INIT_DATA_MAX_AGE_S: whole(86_400, 60, 31_536_000),
  PRICE_PER_OPERATION: z.coerce
    .number({ error: 'must be a number of coins' })
    .min(0, 'must not be negative')
    .max(100_000, 'must be at most 100000')
    .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'has at most two decimals')
    .default(10),
  FREE_OPERATIONS_COUNT: whole(4, 0, 10_000),
  YOOKASSA_ENABLED: text.default('false'),
  YOOKASSA_SHOP_ID: text.optional(),
  YOOKASSA_SECRET_KEY: text.optional(),
  YOOKASSA_RETURN_URL: httpUrl.optional(),
  YOOKASSA_CURRENCY: z.literal('RUB', { error: 'must be RUB' }).default('RUB'),
  YOOKASSA_WEBHOOK_URL: httpUrl.optional(),
  YOOKASSA_API_ROOT: httpUrl.default('https://api.yookassa.ru/v3'),
  YOOKASSA_RECEIPT_VAT_CODE: z.coerce.number().int().min(1).max(12).optional(),
  YOOKASSA_RECEIPT_TAX_SYSTEM: z.coerce.number().int().min(1).max(6).optional(),
  YOOKASSA_RECEIPT_EMAIL: z.email('must be an e-mail address').optional(),
  FAL_KEY: text.optional(),
  FAL_API_ROOT: httpUrl.default('https://queue.fal.run'),
  GEMINI_API_KEY: text.optional(),
  GEMINI_API_ROOT: httpUrl.default('https://generativelanguage.googleapis.com'),
  STORAGE: z.enum(['disk', 's3'], { error: 'must be disk or s3' }).default('disk'),
  STORAGE_DIR: text.optional(),
  S3_BUCKET: text.optional(),
  S3_REGION: text.default('us-east-1'),
  S3_ENDPOINT: httpUrl.optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  S3_FORCE_PATH_STYLE: flag('true'),
  GENERATION_DEADLINE_S: whole(900, 5, 86_400),
  WORKER_LEASE_S: whole(60, 1, 3600),
  WORKER_CONCURRENCY: whole(4, 1, 64),
  LOCAL_ARTIST_DELAY_MS: whole(0, 0, 60_000),
  RECONCILE_EVERY_S: whole(300, 1, 86_400),
  TRASH_DAYS: whole(30, 1, 3650),
  TRUST_PROXY: text.default('loopback'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is not a log level',
    })
    .default('info'),
});
type Environment = z.infer<typeof environment>;

/** `main=123:abc quiz=456:def`, or the single token of the bot `main`. */
function namedTokens(env: Environment): [name: string, token: string][] {
  if (env.BOTS) {
    return env.BOTS.trim()
      .split(/[\s,]+/)
      .map((pair) => {
        const [name = '', token = ''] = pair.split('=', 2);
        return [name, token];
      });
  }
  return env.BOT_TOKEN ? [['main', env.BOT_TOKEN]] : [];
}

function readBots(env: Environment, problems: string[]): BotConfig[] {
  const pairs = namedTokens(env);
  const variable = env.BOTS ? 'BOTS' : 'BOT_TOKEN';
  if (env.BOT_TOKEN && env.BOTS) {
    problems.push('BOT_TOKEN and BOTS: set one of them, not both');
  }
  if (pairs.length === 0) {
    problems.push(
      'BOT_TOKEN: is missing; create a bot with @BotFather and put its token here (or several into BOTS)',
    );
  }
  const bots: BotConfig[] = [];
  for (const [name, token] of pairs) {
    if (!/^[a-z][a-z0-9_-]{0,31}$/.test(name) || !/^\d{1,16}:[\w-]{3,}$/.test(token)) {
      problems.push(
        `${variable}: the token of "${name}" must look like 123456:ABC-def, names like main or quiz_bot`,
      );
    } else if (bots.some((bot) => bot.name === name)) {
      problems.push(`BOTS: "${name}" stands twice`);
    } else {
      bots.push({ name, token, telegramId: Number(token.split(':', 1)[0]) });
    }
  }
  return bots;
}

/** All of `names` or none: returns null when none is set, and complains when only some are. */
function allOrNone<const Name extends keyof Environment>(
  env: Environment,
  names: readonly Name[],
  wanted: boolean,
  because: string,
  problems: string[],
): { [Key in Name]: NonNullable<Environment[Key]> } | null {
  const missing = names.filter((name) => env[name] === undefined);
  if (wanted) {
    problems.push(...missing.map((name) => `${name}: is missing, because ${because}`));
  }
  return wanted && missing.length === 0
    ? (env as unknown as { [Key in Name]: NonNullable<Environment[Key]> })
    : null;
}

function readYooKassa(
  env: Environment,
  bots: BotConfig[],
  problems: string[],
): YooKassaConfig | null {
  const said = env.YOOKASSA_ENABLED.trim();
  const everywhere = said === 'true' || said === '1';
  const nowhere = said === 'false' || said === '0';
  const named = everywhere ? bots.map((bot) => bot.name) : nowhere ? [] : said.split(/[\s,]+/);
  for (const name of named) {
    if (!bots.some((bot) => bot.name === name)) {
      problems.push(
        `YOOKASSA_ENABLED: must be true, false or names of bots; there is no bot "${name}"`,
      );
    }
  }
  const set = allOrNone(
    env,
    ['YOOKASSA_SHOP_ID', 'YOOKASSA_SECRET_KEY', 'YOOKASSA_RETURN_URL'],
    !nowhere,
    'YOOKASSA_ENABLED is on',
    problems,
  );
  return set
    ? {
        shopId: set.YOOKASSA_SHOP_ID,
        secretKey: set.YOOKASSA_SECRET_KEY,
        returnUrl: set.YOOKASSA_RETURN_URL,
        currency: env.YOOKASSA_CURRENCY,
        apiRoot: env.YOOKASSA_API_ROOT,
        bots: named,
        receipts: env.YOOKASSA_RECEIPT_VAT_CODE
          ? {
              vatCode: env.YOOKASSA_RECEIPT_VAT_CODE,
              taxSystemCode: env.YOOKASSA_RECEIPT_TAX_SYSTEM ?? null,
              email: env.YOOKASSA_RECEIPT_EMAIL ?? null,
            }
          : null,
      }
    : null;
}

function readStorage(env: Environment, problems: string[]): StorageConfig {
  if (env.STORAGE === 'disk') {
    return { kind: 'disk', dir: resolve(env.STORAGE_DIR ?? `${env.DATA_DIR}/media`) };
  }
  const set = allOrNone(
    env,
    ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
    true,
    'STORAGE is s3',
    problems,
  );
  return {
    kind: 's3',
    bucket: set?.S3_BUCKET ?? '',
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT ?? null,
    accessKeyId: set?.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: set?.S3_SECRET_ACCESS_KEY ?? '',
    forcePathStyle: env.S3_FORCE_PATH_STYLE,
  };
}

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
    },
    reconcileEveryS: env.RECONCILE_EVERY_S,
    trashDays: env.TRASH_DAYS,
    /**
     * Signs links to media; follows the first bot's token, so it needs no variable of its own. A page
     * of the gallery has over a hundred links, and a key is ready to sign where bytes are not.
     */
    linkSecret: createSecretKey(
      createHash('sha256')
        .update(`media-links:${bots[0]?.token ?? ''}`)
        .digest(),
    ),
  };
}

export type Config = ReturnType<typeof readConfig>;

/** The environment: names, forms and defaults. What belongs together is checked in the files beside. */
import { z } from 'zod';

const yesOrNo = z.enum(['true', 'false', '1', '0'], { error: 'must be true or false' });
const isYes = (text: string) => text === 'true' || text === '1';
const flag = (fallback: 'true' | 'false') => yesOrNo.default(fallback).transform(isYes);
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
/** Something that nobody can guess. */
const key = z.string().min(16, 'must have at least 16 characters');

/** Every variable, as text that has been checked. */
export const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: url(/^postgres(ql)?$/, 'a postgres:// or postgresql:// address').optional(),
  DATABASE_POOL: whole(20, 2, 500),
  DATA_DIR: text.default('.data'),
  PORT: whole(3000, 0, 65_535),
  PUBLIC_URL: httpUrl.optional(),
  ROLES: text.default('web,worker,bot'),
  LINK_SECRET: key.optional(),
  METRICS_TOKEN: key.optional(),
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
  LOCAL_ARTIST_FULL_PRICE: yesOrNo.transform(isYes).optional(),
  RECONCILE_EVERY_S: whole(300, 1, 86_400),
  TRASH_DAYS: whole(30, 1, 3650),
  TRUST_PROXY: text.default('loopback'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is not a log level',
    })
    .default('info'),
});
export type Environment = z.infer<typeof environment>;

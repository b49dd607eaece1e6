/**
 * The environment: names, formats and defaults. Rules across several variables are checked in the files
 * beside this one; a provider's variables live in the provider's folder.
 */
import { z } from 'zod';
import { chatForm } from '../../../shared/records/fields.ts';
import { flag, httpUrl, key, text, url, whole } from './forms.ts';
import { trustProxy } from './trustProxy.ts';

/** Every variable except those of providers, as validated text. */
export const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: url(/^postgres(ql)?$/, 'a postgres:// or postgresql:// address').optional(),
  DATABASE_DIRECT_URL: url(/^postgres(ql)?$/, 'a postgres:// or postgresql:// address').optional(),
  DATABASE_POOL: whole(20, 2, 500),
  DATA_DIR: text.default('.data'),
  PORT: whole(3000, 0, 65_535),
  PUBLIC_URL: httpUrl.optional(),
  ROLES: text.default('web,worker,bot'),
  LINK_SECRET: key.optional(),
  METRICS_TOKEN: key.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[^\s=,]+=[^,]+(,[^\s=,]+=[^,]+)*$/, 'must look like name=value,other=value')
    .optional(),
  OTEL_SERVICE_NAME: text.default('ai-coins'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a number' })
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .default(1),
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
  SUPPORT_CHAT_ID: z
    .string()
    .regex(/^-?\d{1,16}$/, 'must be the number of a chat, such as -1001234567890')
    .optional()
    .transform((digits) => (digits === undefined ? null : Number(digits))),
  REPORTS_CHAT_ID: z
    .string()
    .regex(
      chatForm,
      'must be the number of a chat, such as -1001234567890, or of a topic: -1001234567890/7',
    )
    .optional()
    .transform((words) => {
      const [, chat, topic] = chatForm.exec(words ?? '') ?? [];
      return chat === undefined
        ? null
        : { chatId: Number(chat), topicId: topic === undefined ? null : Number(topic) };
    }),
  INIT_DATA_MAX_AGE_S: whole(86_400, 60, 31_536_000),
  PRICE_PER_OPERATION: z.coerce
    .number({ error: 'must be a number of coins' })
    .min(0, 'must not be negative')
    .max(100_000, 'must be at most 100000')
    .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'has at most two decimals')
    .default(10),
  FREE_OPERATIONS_COUNT: whole(4, 0, 10_000),
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
  RECONCILE_EVERY_S: whole(300, 1, 86_400),
  TRASH_DAYS: whole(30, 1, 3650),
  TRUST_PROXY: trustProxy,
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is not a log level',
    })
    .default('info'),
});
export type Environment = z.infer<typeof environment>;

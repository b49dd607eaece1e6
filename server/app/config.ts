/**
 * The only reader of `process.env`: flat text goes in, a checked and nested configuration comes out.
 * Anything half-configured refuses to start and says which variable and why.
 */
import { resolve } from 'node:path';
import { readBots } from '../core/config/bots.ts';
import { readDatabase } from '../core/config/database.ts';
import { environment } from '../core/config/environment.ts';
import { allOrNone, ConfigError } from '../core/config/problems.ts';
import { type CommonConfig, linesOf, type ProviderConfig } from '../core/config/providerConfig.ts';
import { listSecrets } from '../core/config/secrets.ts';
import { readStorage } from '../core/config/storage.ts';
import { readTracing } from '../core/config/tracing.ts';
import { generationConfigs } from '../features/generation/providers/configs.ts';
import { paymentConfigs } from '../features/payments/providers/configs.ts';

export type { BotConfig } from '../core/config/bots.ts';
export { ConfigError } from '../core/config/problems.ts';
export type { StorageConfig } from '../core/config/storage.ts';

export const roleNames = ['web', 'worker', 'bot'] as const;
export type RoleName = (typeof roleNames)[number];

const providerConfigs: readonly ProviderConfig<unknown>[] = [
  ...Object.values(paymentConfigs),
  ...Object.values(generationConfigs),
];

function readRoles(text: string, problems: string[]): RoleName[] {
  const roles = text.trim().split(/[\s,]+/);
  for (const role of roles.filter((name) => !(roleNames as readonly string[]).includes(name))) {
    problems.push(`ROLES: "${role}" is not one of ${roleNames.join(', ')}`);
  }
  return roles as RoleName[];
}

type Parts = Record<string, ProviderConfig<unknown>>;
type SettingsOf<Providers extends Parts> = {
  [Name in keyof Providers]: Providers[Name] extends ProviderConfig<infer Settings>
    ? Settings
    : never;
};

/** Validates the variables of some providers one by one; the result validates rules across them. */
function parseProviders<Providers extends Parts>(
  providers: Providers,
  given: Record<string, string | undefined>,
  problems: string[],
) {
  const parsed = Object.entries(providers).map(
    ([name, part]) => [name, part.parse(given, problems)] as const,
  );
  return (common: CommonConfig, more: string[]) =>
    Object.fromEntries(
      parsed.map(([name, read]) => [name, read?.(common, more) ?? null]),
    ) as SettingsOf<Providers>;
}

/** Which values of the environment must never be written anywhere. Never throws. */
export function readSecrets(source: Record<string, string | undefined> = process.env): string[] {
  return listSecrets(source, providerConfigs);
}

/**
 * Reads and checks the whole environment.
 * @throws ConfigError naming every variable that is wrong or missing, and why.
 */
export function readConfig(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const problems: string[] = [];
  const parsed = environment.safeParse(given);
  const readPayments = parseProviders(paymentConfigs, given, problems);
  const readGeneration = parseProviders(generationConfigs, given, problems);
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError([...(parsed.error ? linesOf(parsed.error) : []), ...problems]);
  }
  const env = parsed.data;
  const bots = readBots(env, problems);
  const roles = readRoles(env.ROLES, problems);
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
  const publicUrl = env.PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const common = { environment: env.NODE_ENV, bots, publicUrl };
  const payments = readPayments(common, problems);
  const generationProviders = readGeneration(common, problems);
  const storage = readStorage(env, problems);
  const isProduction = source.NODE_ENV === 'production';
  const database = readDatabase(env, isProduction, problems);
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return {
    environment: env.NODE_ENV,
    roles,
    logLevel: env.LOG_LEVEL,
    dataDir: resolve(env.DATA_DIR),
    database,
    http: {
      port: env.PORT,
      publicUrl,
      trustProxy: env.TRUST_PROXY,
    },
    telegram: {
      bots,
      mode: botMode,
      apiRoot: env.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
      webhookSecret: env.TELEGRAM_WEBHOOK_SECRET ?? null,
      /** The staff group that messages to support are relayed to; null: the admin tab alone. */
      supportChatId: env.SUPPORT_CHAT_ID,
      /** Where the owner reads reports, unless admins have named another chat. */
      reportsChat: env.REPORTS_CHAT_ID,
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
    /** The settings of each payment provider; null where it is off. */
    payments,
    storage,
    generation: {
      deadlineS: env.GENERATION_DEADLINE_S,
      leaseS: env.WORKER_LEASE_S,
      concurrency: env.WORKER_CONCURRENCY,
      /** The settings of each provider; null where it is off. */
      providers: generationProviders,
    },
    reconcileEveryS: env.RECONCILE_EVERY_S,
    trashDays: env.TRASH_DAYS,
    /** Null: made at the first start and kept in the database. */
    linkSecret: env.LINK_SECRET ?? null,
    /** Null: there is no metrics endpoint. */
    metricsToken: env.METRICS_TOKEN ?? null,
    /** Where traces are sent; null: nowhere, and nothing of OpenTelemetry is loaded. */
    tracing: readTracing(env),
    /** Values that must never be written anywhere. */
    secrets: readSecrets(source),
  };
}

export type Config = ReturnType<typeof readConfig>;

/** Every variable that is read. */
export const environmentNames: readonly string[] = [
  ...Object.keys(environment.shape),
  ...providerConfigs.flatMap(({ names }) => names),
];

/** The only place of wiring: everything that a service needs, created once from the configuration. */
import { ActorDirectory } from '../auth/actor.ts';
import { createInitDataCache } from '../auth/initDataCache.ts';
import { readErasureKey, readLinkKey } from '../auth/linkKey.ts';
import { createLog } from '../core/log.ts';
import { Redactor } from '../core/redactor.ts';
import { Refusals } from '../core/refusals.ts';
import { DatabaseClock } from '../db/clock.ts';
import { Database } from '../db/database.ts';
import { Notifications } from '../db/pubsub.ts';
import { TimeZones } from '../db/timeZones.ts';
import { addressOf } from '../features/account/export.ts';
import { currentBroadcast } from '../features/broadcasts/currentBroadcast.ts';
import { Catalog } from '../features/catalog/catalog.ts';
import { CircuitBreaker } from '../features/generation/circuitBreaker.ts';
import { EtaEstimates } from '../features/generation/eta.ts';
import { createProviders } from '../features/generation/providers/index.ts';
import { GenerationSignals } from '../features/generation/worker/generationSignals.ts';
import { createHealth } from '../features/health/service.ts';
import { createStorage } from '../features/media/createStorage.ts';
import { watchStorage } from '../features/media/watchedStorage.ts';
import { createDeliveryRequests } from '../features/notifications/deliver.ts';
import { type DeliveryPace, deliveryPace } from '../features/notifications/deliveryPace.ts';
import { Presence } from '../features/notifications/presence.ts';
import { createPaymentGateways } from '../features/payments/providers/index.ts';
import { currentWebinarMessage, isAboutWebinar } from '../features/webinars/currentMessage.ts';
import { JobQueue } from '../jobs/queue.ts';
import { RateLimiter } from '../limits/rateLimiter.ts';
import { LiveHub } from '../live/hub.ts';
import { Metrics } from '../metrics/metrics.ts';
import { hostsOf, timeOutgoingRequests } from '../metrics/outgoing.ts';
import { BotDirectory } from '../telegram/bots.ts';
import { registerBots } from '../telegram/registerBots.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { Config } from './config.ts';
import type { AppContext } from './context.ts';
import { jobs, retiredQueues } from './jobRegistry.ts';
import { associations, tables } from './models.ts';

/** Which feature knows whether a message is still true. */
const currentMessage: AppContext['currentMessage'] = async (app, userId, message) => {
  if (message.kind === 'data_ready') {
    const url = await addressOf(app, userId, message.exportId);
    return url === null ? null : { ...message, url };
  }
  if (message.kind === 'broadcast') {
    return await currentBroadcast(app, message);
  }
  return isAboutWebinar(message) ? await currentWebinarMessage(app, userId, message) : message;
};

/**
 * As many as one launch uses side by side. Opening one costs PostgreSQL some 40 ms of processor time, which whoever
 * comes after a quiet minute would wait for.
 */
const CONNECTIONS_OF_A_LAUNCH = 12;

/** What tests replace. */
export interface Overrides {
  log?: ReturnType<typeof createLog>;
  now?: () => Date;
  /** Widens the limits of calls. */
  rateLimitFactor?: number;
  providers?: ReturnType<typeof createProviders>;
  storage?: ReturnType<typeof createStorage>;
  delivery?: DeliveryPace;
}

/** Loads OpenTelemetry where traces are configured, and only there. */
async function openTracing(
  { tracing }: Config,
  onError: (error: unknown, what: string) => void,
): Promise<Tracing | null> {
  if (tracing === null) {
    return null;
  }
  const { startTracing } = await import('../tracing/openTelemetry.ts');
  return startTracing(tracing, onError);
}

export async function createContext(
  config: Config & { databaseUrl: string },
  overrides: Overrides = {},
): Promise<AppContext> {
  const redactor = new Redactor(config.secrets);
  redactor.add(new URL(config.databaseUrl).password);
  const log = overrides.log ?? createLog(config, redactor);
  const onError = (err: unknown, what: string) => log.error({ err }, what);
  const tracing = await openTracing(config, onError);
  const address = { url: config.databaseUrl, directUrl: config.database.directUrl, tracing };
  const onFailure = (error: unknown) => health.database.record(error);
  const db = new Database({
    ...address,
    poolSize: config.database.poolSize,
    keptOpen: CONNECTIONS_OF_A_LAUNCH,
    tables,
    associations,
    refuseNesting: config.environment !== 'production',
    onError,
    onFailure,
  });
  // The catalog may be needed inside a transaction, so it never waits for the pool of those.
  const catalogDb = new Database({ ...address, poolSize: 1, onError });
  // Reads that can't wait behind other work have two connections to themselves.
  const webhookDb = new Database({
    ...address,
    poolSize: 2,
    tables,
    associations,
    statementTimeoutMs: 600,
    lockTimeoutMs: 300,
    onError,
  });
  const clock = new DatabaseClock(db, onError);
  const files = overrides.storage ?? createStorage(config.storage);
  // Its probe has a connection of its own: it is needed when everybody else waits.
  const probeDb = new Database({
    ...address,
    poolSize: 1,
    tables,
    associations,
    onError,
    onFailure,
  });
  const health = createHealth({ log, db: probeDb, storage: files });
  const storage = watchStorage(files, (error) => health.storage.record(error));
  const notifications = new Notifications(db, onError);
  const onQueueError = (error: unknown, what: string) => {
    onFailure(error);
    onError(error, what);
  };
  const queue = new JobQueue<AppContext>(address, jobs, onQueueError, notifications);
  const metrics = new Metrics();
  const stopTiming = timeOutgoingRequests(metrics, hostsOf(config), tracing);
  const parts: Omit<AppContext, 'payments'> = {
    config,
    redactor,
    log,
    refusals: new Refusals(log),
    metrics,
    tracing,
    now: overrides.now ?? clock.now,
    db,
    webhookDb,
    notifications,
    timeZones: new TimeZones(db),
    catalog: new Catalog(catalogDb, notifications),
    actors: new ActorDirectory(db, notifications),
    limits: new RateLimiter(db, overrides.rateLimitFactor),
    live: new LiveHub(notifications),
    presence: new Presence(db, onError),
    queue,
    deliveryRequests: createDeliveryRequests(db, queue),
    currentMessage,
    delivery: overrides.delivery ?? deliveryPace,
    bots: new BotDirectory(config.telegram),
    validateInitData: createInitDataCache({ maxAgeS: config.telegram.initDataMaxAgeS }),
    providers: overrides.providers ?? createProviders(config, storage),
    circuitBreaker: new CircuitBreaker(db, log, (text) => redactor.text(text)),
    etas: new EtaEstimates(db),
    generationSignals: new GenerationSignals(notifications),
    storage,
    health,
    erasureKey: await readErasureKey(db, (secret) => redactor.add(secret)),
    linkKey: await readLinkKey(db, config.linkSecret, (secret) => redactor.add(secret)),
    async close(): Promise<void> {
      stopTiming();
      health.close();
      await queue.stop();
      clock.stop();
      await parts.presence.close();
      await notifications.close();
      await probeDb.close();
      await webhookDb.close();
      await catalogDb.close();
      await db.close();
      await tracing?.close();
    },
  };
  const context: AppContext = Object.assign(parts, {
    // The same object, which has its gateways by the time that they use it.
    payments: createPaymentGateways(parts as AppContext),
  });
  await clock.start();
  context.bots.setFormerNames(await registerBots(db, context.bots.all()));
  await notifications.start();
  await queue.start({ schedules: config.roles.includes('worker'), retired: retiredQueues });
  return context;
}

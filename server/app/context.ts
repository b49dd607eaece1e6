/** Everything that services need, made once by `createContext`. */
import type { KeyObject } from 'node:crypto';
import type { ActorDirectory } from '../auth/actor.ts';
import type { InitDataValidator } from '../auth/initDataCache.ts';
import type { Coalesced } from '../core/coalesced.ts';
import type { createLog } from '../core/log.ts';
import type { Redactor } from '../core/redactor.ts';
import type { Refusals } from '../core/refusals.ts';
import type { Database } from '../db/database.ts';
import type { Notifications } from '../db/pubsub.ts';
import type { TimeZones } from '../db/timeZones.ts';
import type { Catalog } from '../features/catalog/catalog.ts';
import type { CircuitBreaker } from '../features/generation/circuitBreaker.ts';
import type { EtaEstimates } from '../features/generation/eta.ts';
import type { Providers } from '../features/generation/providers/provider.ts';
import type { GenerationSignals } from '../features/generation/worker/generationSignals.ts';
import type { Health } from '../features/health/service.ts';
import type { Storage } from '../features/media/storage.ts';
import type { DeliveryPace } from '../features/notifications/deliveryPace.ts';
import type { OutboxMessage } from '../features/notifications/outboxMessages.ts';
import type { Presence } from '../features/notifications/presence.ts';
import type { PaymentGateways } from '../features/payments/providers/provider.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { RateLimiter } from '../limits/rateLimiter.ts';
import type { LiveHub } from '../live/hub.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { BotDirectory } from '../telegram/bots.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { Config } from './config.ts';

export interface AppContext {
  config: Config & { databaseUrl: string };
  redactor: Redactor;
  log: ReturnType<typeof createLog>;
  refusals: Refusals;
  metrics: Metrics;
  /** Null: traces are off. */
  tracing: Tracing | null;
  now: () => Date;
  db: Database;
  /** For reads that can't wait behind other work. */
  webhookDb: Database;
  notifications: Notifications;
  timeZones: TimeZones;
  catalog: Catalog;
  actors: ActorDirectory;
  limits: RateLimiter;
  live: LiveHub;
  presence: Presence;
  queue: JobQueue<AppContext>;
  /** Has the outbox processed soon. */
  deliveryRequests: Coalesced;
  /** A message with its current text: null when it is obsolete, `later` when it is to be held. */
  currentMessage(
    app: AppContext,
    userId: number,
    message: OutboxMessage,
  ): Promise<OutboxMessage | 'later' | null>;
  delivery: DeliveryPace;
  payments: PaymentGateways;
  bots: BotDirectory;
  validateInitData: InitDataValidator;
  providers: Providers;
  circuitBreaker: CircuitBreaker;
  etas: EtaEstimates;
  generationSignals: GenerationSignals;
  storage: Storage;
  health: Health;
  /** Signs links to media. */
  linkKey: KeyObject;
  /** Of the hashes by which people who have deleted an account are recognised. */
  erasureKey: KeyObject;
  /** Stops in the reverse order of the start. */
  close(): Promise<void>;
}

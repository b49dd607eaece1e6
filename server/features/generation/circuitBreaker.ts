/**
 * Circuit breakers of the providers and of their models. Closed: requests go through. Open: no requests for a
 * while. After that time it is half-open: requests go through again, the first success closes it, and the
 * next failure opens it for twice as long.  A failure that says nothing about the provider's other models
 * (one is gone, or has used up its own quota) opens the circuit of that model alone. Open circuits are rows
 * of `alerts`, so that every process knows them and an admin sees them.
 */
import type { Logger } from 'pino';
import type { FailureReason } from '../../../shared/closedSets.ts';
import type { Database } from '../../db/database.ts';
import { type Circuit, closeCircuit, openCircuit, readCircuits } from '../alerts/service.ts';
import type { FaultScope, ProviderFailure, ProviderName } from './providers/provider.ts';

/** Consecutive failures, seen by one process, that open a circuit. */
const MAX_FAILURES: Partial<Record<FailureReason, number>> = {
  provider_unavailable: 3,
  provider_out_of_money: 1,
};
/** A model that is gone will not come back with the next request. */
const MAX_MODEL_FAILURES = 1;
const MIN_OPEN_S = 30;
const MAX_OPEN_S = 900;
/** How long a process uses what it has read. */
const FRESH_MS = 2000;
const MAX_TEXT = 500;

function circuitOf(scope: FaultScope, provider: ProviderName, model: string): Circuit {
  return scope === 'model'
    ? { kind: 'model_down', key: `${provider}:${model}` }
    : { kind: 'provider_down', key: provider };
}

const idOf = ({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`;

/** What must not be called now. */
export interface OpenCircuits {
  has(provider: ProviderName, model: string): boolean;
}

export class CircuitBreaker {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #redact: (text: string) => string;
  /** Consecutive failures. */
  readonly #failures = new Map<string, number>();
  /** Circuits with an open alert, and whether they are open now or half-open. */
  #known: Promise<Map<string, boolean>> | null = null;
  #readAt = 0;

  /** @param redact removes secrets from a provider's message */
  constructor(db: Database, log: Logger, redact: (text: string) => string) {
    this.#db = db;
    this.#log = log;
    this.#redact = redact;
  }

  async readOpen(): Promise<OpenCircuits> {
    const known = await this.#read();
    return {
      has: (provider, model) =>
        known.get(idOf(circuitOf('provider', provider, model))) === true ||
        known.get(idOf(circuitOf('model', provider, model))) === true,
    };
  }

  /**
   * Records that a provider accepted work.
   * @param scopes what that says something about
   */
  async recordSuccess(
    provider: ProviderName,
    model: string,
    scopes: readonly FaultScope[] = ['provider', 'model'],
  ): Promise<void> {
    for (const scope of scopes) {
      const circuit = circuitOf(scope, provider, model);
      this.#failures.delete(idOf(circuit));
      if ((await this.#read()).has(idOf(circuit))) {
        await this.#db.transaction((tx) => closeCircuit(tx, circuit));
        this.#known = null;
      }
    }
  }

  /** Records that a provider refused; the person's own mistakes say nothing about it. */
  async recordFailure(
    provider: ProviderName,
    model: string,
    { reason, scope, retryable, message }: ProviderFailure,
  ): Promise<void> {
    const most = MAX_FAILURES[reason];
    if (most === undefined) {
      return;
    }
    const circuit = circuitOf(scope, provider, model);
    const failures = (this.#failures.get(idOf(circuit)) ?? 0) + 1;
    this.#failures.set(idOf(circuit), failures);
    if (failures < (scope === 'model' && !retryable ? MAX_MODEL_FAILURES : most)) {
      return;
    }
    const { kind, key } = circuit;
    const text = this.#redact(message).slice(0, MAX_TEXT);
    this.#log.warn({ kind, key, reason, text }, 'a circuit opens');
    const why = { reason, text, minS: MIN_OPEN_S, maxS: MAX_OPEN_S };
    await this.#db.transaction((tx) => openCircuit(tx, circuit, why));
    this.#known = null;
  }

  #read(): Promise<Map<string, boolean>> {
    if (!this.#known || performance.now() - this.#readAt > FRESH_MS) {
      this.#readAt = performance.now();
      const reading = readCircuits(this.#db).then(
        (circuits) => new Map(circuits.map((circuit) => [idOf(circuit), circuit.isOpen])),
      );
      reading.catch(() => {
        this.#known = null;
      });
      this.#known = reading;
    }
    return this.#known;
  }
}

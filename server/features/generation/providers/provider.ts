/**
 * What the product needs from an AI provider.  `submit` starts paid work and is called at most once per
 * generation; everything after it uses the request id that it returned. `poll` may be called by any worker,
 * any number of times.
 */

import type { AspectRatio, OperationCode } from '../../../../shared/catalog/operations.ts';
import type { FailureReason, GenerationProviderName } from '../../../../shared/closedSets.ts';
import type { ImproveInput } from '../../../../shared/schemas/generation.ts';

export type ProviderName = GenerationProviderName;

export interface ProviderInput {
  bytes: Buffer;
  mime: string;
}

export interface ProviderRequest {
  generationId: string;
  operation: OperationCode;
  /** The provider's own name of the model. */
  providerModel: string;
  prompt: string;
  /** 32-bit; the same seed and request give the same picture where the provider allows it. */
  seed: number;
  aspectRatio: AspectRatio;
  inputs: ProviderInput[];
  /** How many times larger an upscale is: at most 4, less where the result would be too large. */
  scale?: number;
  /** The duration of a video and whether it has sound, as far as they are chosen. */
  seconds?: number;
  sound?: boolean;
  /** Where a provider with webhooks sends them; absent where it can't reach us. */
  webhookUrl?: string;
  signal: AbortSignal;
}

/** A file made by a provider: its bytes, or a URL to download them from. */
export type ProviderFile = { bytes: Buffer; mime: string } | { url: string };

export type ProviderState =
  | { state: 'queued' }
  | { state: 'running'; progress: number | null }
  | {
      state: 'succeeded';
      files: ProviderFile[];
      /** The provider delivers a black picture where its safety checker objects. */
      blackMeansRefused?: boolean;
    }
  | { state: 'failed'; reason: FailureReason; detail: string };

/** A model that writes text. */
export interface TextModel {
  /** The provider's own name of it. */
  readonly name: string;
  /**
   * One call, which ends within the model's own timeout.
   * @returns a better prompt, which every generation accepts
   * @throws ProviderFailure; `content_refused` and `invalid_input` blame the prompt
   */
  improvePrompt(input: ImproveInput): Promise<string>;
}

export interface GenerationProvider {
  readonly name: ProviderName;
  /** Whether `submit` with the same `generationId` starts the work only once. */
  readonly idempotentSubmit: boolean;
  /**
   * Works without an AI model. Where it stands in for one, people are told so, and pay the price that the
   * catalog sets for it.
   */
  readonly isStandIn?: boolean;
  /** Whether its works cost as much as those of the model it stands in for: the owner's decision. */
  readonly sellsAtModelPrice?: boolean;
  /** The path of its webhook, below our public address. */
  readonly webhookPath?: string;
  /**
   * The origin from which its files may be downloaded although it is not on the public internet: its
   * configured address.
   */
  readonly fileOrigin?: string;
  /** Improves prompts; absent where the provider has no text model. */
  readonly textModel?: TextModel;
  /** Whether it supports the operation with its model of this name. */
  supports(operation: OperationCode, providerModel: string): boolean;
  /** For an operation that it supports. */
  traitsOf(operation: OperationCode, providerModel: string): ModelTraits;
  /** @throws ProviderFailure */
  submit(request: ProviderRequest): Promise<{ requestId: string }>;
  /** @throws ProviderFailure with `retryable` when the state could not be read. */
  poll(requestId: string, request: ProviderRequest): Promise<ProviderState>;
  /** Best effort; true when the provider confirms that the work will not run. */
  cancel(requestId: string, request: ProviderRequest): Promise<boolean>;
}

/** The parameters of a provider's model besides the prompt. */
export interface ModelTraits {
  /** Whether the same seed and request give the same picture, and another seed another one. */
  takesSeed: boolean;
  /** How many reference pictures it takes for a new one. */
  references: number;
}

/** The providers that this configuration can use. */
export type Providers = Partial<Record<ProviderName, GenerationProvider>>;

/** What a failure affects: this one model, or all of the provider's. */
export type FaultScope = 'model' | 'provider';

/**
 * The provider refused or could not be reached. A `retryable` failure guarantees that nothing was started.
 */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly reason: FailureReason;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly scope: FaultScope;

  constructor(
    reason: FailureReason,
    detail: string,
    options: {
      retryable?: boolean;
      retryAfterMs?: number | null;
      scope?: FaultScope;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: options.cause });
    this.reason = reason;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.scope = options.scope ?? 'provider';
  }
}

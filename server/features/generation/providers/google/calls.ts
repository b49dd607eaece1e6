/**
 * Which call runs a model of Google's. A model answers HTTP 404 to any other:
 * https://ai.google.dev/api/models#Model (`supportedGenerationMethods`)
 */
import type { OperationCode } from '../../../../../shared/catalog/operations.ts';
import type { ModelTraits } from '../provider.ts';

export type GoogleCall = 'generateContent' | 'predict' | 'predictLongRunning';

/**
 * What each call can do: Imagen takes a prompt only, Gemini's image models pictures too, Veo makes videos.
 */
const operationsOf = {
  generateContent: ['create', 'edit', 'merge', 'retouch'],
  predict: ['create'],
  predictLongRunning: ['video'],
} as const satisfies Record<GoogleCall, readonly OperationCode[]>;

/** @param providerModel such as `imagen-4.0-generate-001`. */
export function callOf(providerModel: string): GoogleCall {
  if (providerModel.startsWith('imagen-')) {
    return 'predict';
  }
  return providerModel.startsWith('veo-') ? 'predictLongRunning' : 'generateContent';
}

export function supports(operation: OperationCode, providerModel: string): boolean {
  const operations: readonly OperationCode[] = operationsOf[callOf(providerModel)];
  return operations.includes(operation);
}

/** Up to three pictures work well: https://ai.google.dev/gemini-api/docs/image-generation#limitations */
const MAX_REFERENCES = 3;

/** Imagen takes no seed in this API. */
export function traitsOf(_operation: OperationCode, providerModel: string): ModelTraits {
  const call = callOf(providerModel);
  return {
    takesSeed: call !== 'predict',
    references: call === 'generateContent' ? MAX_REFERENCES : 0,
  };
}

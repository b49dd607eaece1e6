/** Bodies of requests to Gemini's image models and to Veo. */
import type { Content, GenerateContentParameters, Part } from '@google/genai';
import { operationRules } from '../../../../../shared/catalog/operations.ts';
import type { ProviderRequest } from '../provider.ts';
import { defaultPrompts, videoFrames } from '../wording.ts';
import type { VeoRequest } from './veo.ts';

/** Seeds are signed 32-bit numbers there. */
const SEED_MASK = 0x7fffffff;

/** @param send makes the one call. */
export function imageRequest(
  request: ProviderRequest,
  send: typeof fetch,
): GenerateContentParameters {
  const pictures: Part[] = request.inputs.map(({ bytes, mime }) => ({
    inlineData: { data: bytes.toString('base64'), mimeType: mime },
  }));
  const contents: Content[] = [{ role: 'user', parts: [...pictures, { text: promptOf(request) }] }];
  return {
    model: request.providerModel,
    contents,
    config: {
      responseModalities: ['IMAGE'],
      candidateCount: 1,
      seed: request.seed & SEED_MASK,
      // Without a format the model keeps the proportions of the input picture.
      ...(operationRules[request.operation].sized
        ? { imageConfig: { aspectRatio: request.aspectRatio } }
        : {}),
      // The client would call again, and pay again, for the rest of a long answer.
      automaticContinuation: false,
      abortSignal: request.signal,
      // For Google's logs; it does not deduplicate by it.
      httpOptions: { headers: { 'idempotency-key': request.generationId }, fetch: send },
    },
  };
}

export function videoRequest(request: ProviderRequest): VeoRequest {
  return {
    model: request.providerModel,
    prompt: request.prompt,
    picture: request.inputs[0] ?? null,
    aspectRatio: videoFrames[request.aspectRatio],
    seed: request.seed & SEED_MASK,
    seconds: request.seconds ?? null,
    generationId: request.generationId,
  };
}

function promptOf(request: ProviderRequest): string {
  if (request.prompt !== '') {
    return request.prompt;
  }
  return defaultPrompts[request.operation === 'merge' ? 'merge' : 'retouch'];
}

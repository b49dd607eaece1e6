import { randomUUID } from 'node:crypto';
import { GoogleGenAI } from '@google/genai';
import {
  type GenerationProvider,
  ProviderFailure,
  type ProviderRequest,
  type ProviderState,
} from '../provider.ts';
import type { ResultFiles } from '../resultFiles.ts';
import { createGoogleApi } from './api.ts';
import { callOf, type GoogleCall, supports, traitsOf } from './calls.ts';
import { GEMINI_API_ROOT } from './config.ts';
import { submitFailure } from './failures.ts';
import { drawWithImagen } from './imagen.ts';
import { explanationIn, picturesOf } from './images.ts';
import { imageRequest, videoRequest } from './requests.ts';
import { createTextModel } from './textModel.ts';
import { createVeoClient } from './veo.ts';
import { pollVideo } from './videos.ts';

export interface GoogleProviderOptions {
  key: string;
  /** Where pictures are stored for the polls. */
  results: ResultFiles;
  /** `GEMINI_API_ROOT`, without the version. */
  apiRoot?: string;
  /** How long one call may take, in milliseconds; a picture is made within one call. */
  timeoutMs?: number;
  /** How long the text model may take, in milliseconds. */
  textTimeoutMs?: number;
  /** The largest video that is read. */
  maxFileBytes?: number;
}

const DEFAULT_TIMEOUT_MS = 120_000;
/** A person waits for it, and the app waits 40 seconds for any answer. */
const DEFAULT_TEXT_TIMEOUT_MS = 20_000;
const DEFAULT_MAX_FILE_BYTES = 128 * 1024 * 1024;

/** Request ids of pictures; those of videos are Google's operation names. */
const PICTURE_PREFIX = 'picture:';
const LOST = 'the picture is gone';

/**
 * Gemini's image models, Imagen and Veo.
 *
 * Pictures. `generateContent` and Imagen's `predict` are one synchronous paid call with no id to come back to, so the call
 * is made by `submit`, once and never repeated. Its end is one of:
 * - refused before any work (429, 503, unreachable): `submit` throws, retryable;
 * - refused or failed for good: `submit` throws with Google's reason, so that the end is known even
 *   if this process dies next;
 * - no readable answer (time-out, broken connection, 500): `submit` throws `outcome_unknown`;
 * - made: the bytes are stored at once, and the request's id names them, so that any worker can poll,
 *   any number of times.
 * Pictures that the storage did not take go with this process. `poll` then says `failed: outcome_unknown`,
 * and the person is refunded at our cost. The work is never asked for a second time.
 *
 * Videos. `predictLongRunning` returns an operation that any worker can poll. The file is downloaded
 * with the key by `poll` and handed over as bytes. Neither kind of work can be cancelled.
 *
 * Prompts are improved by a text model (textModel.ts).
 */
export function createGoogleProvider(options: GoogleProviderOptions): GenerationProvider {
  const apiRoot = options.apiRoot ?? GEMINI_API_ROOT;
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const ai = new GoogleGenAI({
    apiKey: options.key,
    vertexai: false,
    httpOptions: {
      baseUrl: apiRoot,
      apiVersion: 'v1beta',
      timeout,
    },
  });
  const api = createGoogleApi({ key: options.key, apiRoot, timeoutMs: timeout });
  const veo = createVeoClient(api);

  /**
   * Stores the result for the polls.
   * @returns the request id.
   */
  async function keep(pictures: readonly Buffer[]): Promise<string> {
    const names = await options.results.keep(pictures);
    return `${PICTURE_PREFIX}${randomUUID()}:${names.join(',')}`;
  }

  async function generateContent(request: ProviderRequest): Promise<string> {
    let explanation: string | null = null;
    const asked = imageRequest(request, async (input, init) => {
      // A redirect would carry the key elsewhere.
      const response = await fetch(input, { ...init, redirect: 'error' });
      const text = await response.text();
      explanation = explanationIn(text);
      return new Response(text, { status: response.status, headers: response.headers });
    });
    return await keep(picturesOf(await ai.models.generateContent(asked), explanation));
  }

  async function predict(request: ProviderRequest): Promise<string> {
    return await keep(await drawWithImagen(api, request));
  }

  async function predictLongRunning(request: ProviderRequest): Promise<string> {
    const { name } = await veo.start(videoRequest(request), request.signal);
    if (name === undefined || name === '') {
      throw new ProviderFailure('outcome_unknown', 'Google took the request without naming it');
    }
    return name;
  }

  const calls: Record<GoogleCall, (request: ProviderRequest) => Promise<string>> = {
    generateContent,
    predict,
    predictLongRunning,
  };

  async function submit(request: ProviderRequest): Promise<{ requestId: string }> {
    const { operation, providerModel, signal } = request;
    if (!supports(operation, providerModel)) {
      throw new ProviderFailure('invalid_input', `${providerModel} does not do ${operation}`);
    }
    if (signal.aborted) {
      const detail = 'called off before it was sent';
      throw new ProviderFailure('provider_unavailable', detail, { retryable: true });
    }
    try {
      return { requestId: await calls[callOf(providerModel)](request) };
    } catch (error) {
      throw submitFailure(error, signal);
    }
  }

  async function poll(requestId: string, request: ProviderRequest): Promise<ProviderState> {
    if (!requestId.startsWith(PICTURE_PREFIX)) {
      return pollVideo(veo, requestId, {
        key: options.key,
        apiRoot,
        maxBytes: options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES,
        timeoutMs: timeout,
        signal: request.signal,
      });
    }
    const names = requestId.slice(PICTURE_PREFIX.length).split(':')[1]?.split(',');
    const files = names ? await options.results.read(names) : null;
    return files === null
      ? { state: 'failed', reason: 'outcome_unknown', detail: LOST }
      : { state: 'succeeded', files };
  }

  return {
    name: 'google',
    fileOrigin: new URL(apiRoot).origin,
    textModel: createTextModel(
      createGoogleApi({
        key: options.key,
        apiRoot,
        timeoutMs: options.textTimeoutMs ?? DEFAULT_TEXT_TIMEOUT_MS,
      }),
    ),
    idempotentSubmit: false,
    supports,
    traitsOf,
    submit,
    poll,
    cancel: async () => false,
  };
}

/**
 * The two calls of Veo in the Gemini API: https://ai.google.dev/gemini-api/docs/video
 *
 * Google's client offers them for its enterprise platform only, so they are made here; refusals are
 * the client's own `ApiError`, so that one place reads both.
 */
import { ApiError } from '@google/genai';
import { z } from 'zod';

export interface VeoOptions {
  key: string;
  apiRoot: string;
  timeoutMs: number;
}

export interface VeoRequest {
  model: string;
  prompt: string;
  picture: { bytes: Buffer; mime: string } | null;
  aspectRatio: '16:9' | '9:16';
  seed: number;
  /** Null leaves the length to the model. */
  seconds: number | null;
  /** For Google's logs. */
  generationId: string;
}

const operationSchema = z.object({
  name: z.string().optional(),
  done: z.boolean().optional(),
  error: z.object({ code: z.number().optional(), message: z.string().optional() }).optional(),
  response: z
    .object({
      generateVideoResponse: z
        .object({
          generatedSamples: z
            .array(z.object({ video: z.object({ uri: z.string().optional() }).optional() }))
            .optional(),
          raiMediaFilteredCount: z.number().optional(),
          raiMediaFilteredReasons: z.array(z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
});
export type VeoOperation = z.infer<typeof operationSchema>;

/** Both methods throw `ApiError` when Google refuses, and other errors when no answer is readable. */
export interface VeoClient {
  start(request: VeoRequest, signal: AbortSignal): Promise<VeoOperation>;
  /** @param name as `start` returned it: `models/<model>/operations/<id>`. */
  read(name: string, signal: AbortSignal): Promise<VeoOperation>;
}

const OPERATION_NAME = /^[\w.-]+(\/[\w.-]+)*$/;

export function createVeoClient(options: VeoOptions): VeoClient {
  const root = `${options.apiRoot.replace(/\/+$/, '')}/v1beta`;

  async function call(path: string, init: RequestInit, signal: AbortSignal): Promise<VeoOperation> {
    const response = await fetch(`${root}/${path}`, {
      ...init,
      headers: {
        ...init.headers,
        'x-goog-api-key': options.key,
        'content-type': 'application/json',
      },
      // A redirect would carry the key elsewhere.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new ApiError({ message: text, status: response.status });
    }
    return operationSchema.parse(JSON.parse(text));
  }

  return {
    start(request, signal) {
      const { picture } = request;
      const image =
        picture === null
          ? {}
          : {
              image: {
                bytesBase64Encoded: picture.bytes.toString('base64'),
                mimeType: picture.mime,
              },
            };
      const body = {
        instances: [{ prompt: request.prompt, ...image }],
        parameters: {
          aspectRatio: request.aspectRatio,
          seed: request.seed,
          ...(request.seconds === null ? {} : { durationSeconds: request.seconds }),
        },
      };
      const headers = { 'idempotency-key': request.generationId };
      const path = `models/${encodeURIComponent(request.model)}:predictLongRunning`;
      return call(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal);
    },
    async read(name, signal) {
      if (!OPERATION_NAME.test(name) || name.includes('..')) {
        throw new RangeError('that is no name of an operation');
      }
      return call(name, { method: 'GET' }, signal);
    },
  };
}

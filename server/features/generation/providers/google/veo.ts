/** The two calls of Veo in the Gemini API: https://ai.google.dev/gemini-api/docs/video */
import { z } from 'zod';
import { loose, looseList } from '../reading.ts';
import type { GoogleApi } from './api.ts';

export interface VeoRequest {
  model: string;
  prompt: string;
  picture: { bytes: Buffer; mime: string } | null;
  aspectRatio: '16:9' | '9:16';
  seed: number;
  /** Null leaves the duration to the model. */
  seconds: number | null;
  /** For Google's logs. */
  generationId: string;
}

const outcomeSchema = z.looseObject({
  generatedSamples: looseList(z.object({ video: z.object({ uri: z.string().min(1) }) })),
  raiMediaFilteredCount: loose(z.coerce.number()),
  raiMediaFilteredReasons: looseList(z.string()),
});

/** The result of the videos; some answers have parts of it one level higher than documented. */
const responseSchema = z
  .looseObject({ generateVideoResponse: loose(z.looseObject({})) })
  .transform((response) => ({ ...response, ...response.generateVideoResponse }))
  .pipe(outcomeSchema);

const operationSchema = z.looseObject({
  name: loose(z.string()),
  done: loose(z.boolean()),
  error: loose(z.looseObject({ code: loose(z.number()), message: loose(z.string()) })),
  response: loose(responseSchema),
});
export type VeoOperation = z.infer<typeof operationSchema>;

/** Both methods throw `ApiError` when Google refuses, and other errors when no answer is readable. */
export interface VeoClient {
  start(request: VeoRequest, signal: AbortSignal): Promise<VeoOperation>;
  /** @param name as `start` returned it: `models/<model>/operations/<id>`. */
  read(name: string, signal: AbortSignal): Promise<VeoOperation>;
}

const OPERATION_NAME = /^[\w.-]+(\/[\w.-]+)*$/;

export function createVeoClient(api: GoogleApi): VeoClient {
  return {
    async start(request, signal) {
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
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return operationSchema.parse(await api(path, init, signal));
    },
    async read(name, signal) {
      if (!OPERATION_NAME.test(name) || name.includes('..')) {
        throw new RangeError('that is no name of an operation');
      }
      return operationSchema.parse(await api(name, { method: 'GET' }, signal));
    },
  };
}

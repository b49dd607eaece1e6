/**
 * A stand-in for the Gemini API (https://generativelanguage.googleapis.com) for development and
 * tests.
 *
 * - Pictures: `POST /v1beta/models/<model>:generateContent` for Gemini's models and `:predict` for
 *   Imagen's, drawn from the prompt and the seed.
 * - Texts: `:generateContent` of a Gemini model whose name has no `image`, as JSON.
 * - Videos: `POST /v1beta/models/<model>:predictLongRunning`, `GET /v1beta/models/…/operations/<id>`
 *   and, with the key, `GET /v1beta/files/<id>:download`, which redirects to `/download/…` as
 *   Google's does.
 * - A model answers HTTP 404 to a call that is not its own.
 * - Failures: a request ends by its scenario (`script`, or `sim:<scenario>` in the prompt, see
 *   scenarios.ts); `outOfMoney` uses up the credits; `faults` injects errors, HTML, hanging and lost
 *   answers per route; errors.ts has them in Google's format.
 * - `submitsOf(generationId)` shows whether a work was submitted twice.
 *
 * Over HTTP for development: `POST /sim/out-of-money?on=1`, `POST /sim/faults`.
 */
import type { Request } from 'express';
import { z } from 'zod';
import {
  type Answer,
  type FaultInjection,
  type RecordedRequest,
  startSimulatorServer,
} from '../simulatorServer.ts';
import { googleError, googleErrors } from './errors.ts';
import { imageAnswer, predictionAnswer } from './images.ts';
import { type GoogleScenario, scenarioOfPrompt } from './scenarios.ts';
import { materialOf, textAnswer, textRequest } from './texts.ts';
import { nameOf, operationAnswer, VideoOperations, videoFile } from './videos.ts';

export const googleOperations = [
  'generateContent',
  'text',
  'predict',
  'predictLongRunning',
  'operation',
  'models',
  'download',
] as const;
export type GoogleOperation = (typeof googleOperations)[number];

export interface GoogleSimulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  key: string;
  /** How long a video takes, in milliseconds. */
  runMs?: number;
  log?: (line: string) => void;
}

export interface GoogleSimulator {
  /** What `GEMINI_API_ROOT` is set to. */
  readonly url: string;
  readonly videos: VideoOperations;
  readonly faults: FaultInjection<GoogleOperation>;
  readonly requests: readonly RecordedRequest[];
  /** Refuses paid work. */
  outOfMoney: boolean;
  /** How the next requests end; a test may set its own rule. */
  script: (prompt: string) => GoogleScenario;
  /** How often the generation's work was submitted. */
  submitsOf(generationId: string): number;
  close(): Promise<void>;
}

const RUN_MS = 3_000;

const contentRequest = z.object({
  contents: z.array(z.object({ parts: z.array(z.object({ text: z.string().optional() })) })).min(1),
  generationConfig: z
    .object({
      seed: z
        .int()
        .min(-(2 ** 31))
        .max(2 ** 31 - 1)
        .default(0),
      imageConfig: z.object({ aspectRatio: z.string().default('1:1') }).optional(),
    })
    .optional(),
});

const predictRequest = z.object({
  instances: z.tuple([z.object({ prompt: z.string().min(1) })]),
  parameters: z
    .strictObject({
      sampleCount: z.int().min(1).max(4).default(4),
      aspectRatio: z.enum(['1:1', '3:4', '4:3', '9:16', '16:9']).default('1:1'),
      includeRaiReason: z.boolean().default(false),
      personGeneration: z.string().optional(),
    })
    .default({ sampleCount: 4, aspectRatio: '1:1', includeRaiReason: false }),
});

/** The models that answer to a call. */
const families = {
  generateContent: /^gemini-/,
  predict: /^imagen-/,
  predictLongRunning: /^veo-/,
};

const videoRequest = z.object({
  instances: z.tuple([z.object({ prompt: z.string() })]),
  parameters: z
    .object({
      aspectRatio: z.enum(['16:9', '9:16']).default('16:9'),
      seed: z.int().default(0),
      durationSeconds: z.union([z.literal(4), z.literal(6), z.literal(8)]).default(8),
    })
    .optional(),
});

export async function startGoogleSimulator(
  options: GoogleSimulatorOptions,
): Promise<GoogleSimulator> {
  const server = await startSimulatorServer<GoogleOperation>(options);
  const videos = new VideoOperations(options.runMs ?? RUN_MS);
  const submits = new Map<string, number>();

  const simulator: GoogleSimulator = {
    url: server.url,
    videos,
    faults: server.faults,
    requests: server.requests,
    outOfMoney: false,
    script: scenarioOfPrompt,
    submitsOf: (generationId) => submits.get(generationId) ?? 0,
    async close() {
      videos.close();
      await server.close();
    },
  };

  const withKey = (request: Request, work: () => Answer | Promise<Answer>) =>
    request.get('x-goog-api-key') === options.key ? work() : googleErrors.wrongKey();

  /** Refuses calls without credits or with a wrong model, counts them, and answers a malformed body as Google does. */
  const paid = <Body>(
    request: Request,
    call: keyof typeof families,
    schema: z.ZodType<Body>,
    body: unknown,
    work: (model: string, body: Body) => Answer | Promise<Answer>,
  ) =>
    withKey(request, () => {
      const model = String(request.params[0]);
      if (!families[call].test(model)) {
        return googleErrors.wrongCall(model, call);
      }
      if (simulator.outOfMoney) {
        return googleErrors.noCredits();
      }
      const parsed = schema.safeParse(body);
      if (!parsed.success) {
        return googleError(400, 'INVALID_ARGUMENT', z.prettifyError(parsed.error));
      }
      const generationId = request.get('idempotency-key') ?? '';
      submits.set(generationId, simulator.submitsOf(generationId) + 1);
      return work(model, parsed.data);
    });

  server.route(
    'post',
    /^\/v1beta\/models\/(gemini-(?![^/:]*image)[^/:]+):generateContent$/,
    'text',
    (request, body) =>
      paid(request, 'generateContent', textRequest, body, (model, asked) => {
        const prompt = materialOf(asked);
        return textAnswer(model, prompt, simulator.script(prompt));
      }),
  );
  server.route(
    'post',
    /^\/v1beta\/models\/([^/:]+):generateContent$/,
    'generateContent',
    (request, body) =>
      paid(
        request,
        'generateContent',
        contentRequest,
        body,
        (model, { contents, generationConfig }) => {
          const prompt = contents
            .flatMap(({ parts }) => parts.map(({ text }) => text ?? ''))
            .join(' ');
          const seed = generationConfig?.seed ?? 0;
          const aspectRatio = generationConfig?.imageConfig?.aspectRatio ?? '1:1';
          return imageAnswer({ model, prompt, seed, aspectRatio }, simulator.script(prompt));
        },
      ),
  );
  server.route('post', /^\/v1beta\/models\/([^/:]+):predict$/, 'predict', (request, body) =>
    paid(request, 'predict', predictRequest, body, (model, { instances, parameters }) => {
      const [{ prompt }] = instances;
      const { aspectRatio, includeRaiReason } = parameters;
      const asked = { model, prompt, seed: prompt.length, aspectRatio };
      return predictionAnswer(asked, simulator.script(prompt), includeRaiReason);
    }),
  );
  server.route(
    'post',
    /^\/v1beta\/models\/([^/:]+):predictLongRunning$/,
    'predictLongRunning',
    (request, body) =>
      paid(
        request,
        'predictLongRunning',
        videoRequest,
        body,
        (model, { instances: [{ prompt }], parameters }) => {
          const operation = videos.start({
            model,
            seed: parameters?.seed ?? 0,
            aspectRatio: parameters?.aspectRatio ?? '16:9',
            seconds: parameters?.durationSeconds ?? 8,
            scenario: simulator.script(prompt),
          });
          return { body: { name: nameOf(operation) } };
        },
      ),
  );
  server.route('get', /^\/v1beta\/models$/, 'models', (request) =>
    withKey(request, () => ({ body: { models: [{ name: 'models/gemini-image' }] } })),
  );
  server.route('get', /^\/v1beta\/models\/[^/]+\/operations\/([^/]+)$/, 'operation', (request) =>
    withKey(request, () => {
      const operation = videos.all.get(String(request.params[0]));
      return operation === undefined
        ? googleErrors.notFound('The operation')
        : operationAnswer(operation, server.url);
    }),
  );
  server.route('get', /^\/v1beta\/files\/([^/:]+):download$/, 'download', (request) =>
    withKey(request, () => {
      const operation = videos.all.get(String(request.params[0]));
      if (operation === undefined) {
        return googleErrors.notFound('The file');
      }
      return operation.scenario === 'private_redirect'
        ? videoFile(operation)
        : { status: 302, headers: { location: `/download${request.originalUrl}` } };
    }),
  );
  server.route('get', /^\/download\/v1beta\/files\/([^/:]+):download$/, 'download', (request) =>
    withKey(request, () => {
      const operation = videos.all.get(String(request.params[0]));
      return operation === undefined ? googleErrors.notFound('The file') : videoFile(operation);
    }),
  );
  server.app.post('/sim/out-of-money', (request, response) => {
    simulator.outOfMoney = request.query.on === '1';
    response.json({ outOfMoney: simulator.outOfMoney });
  });
  return simulator;
}

/**
 * A stand-in for the Gemini API (https://generativelanguage.googleapis.com) for development and
 * tests.
 *
 * - Pictures: `POST /v1beta/models/<model>:generateContent`, drawn from the prompt and the seed.
 * - Videos: `POST /v1beta/models/<model>:predictLongRunning`, `GET /v1beta/models/…/operations/<id>`
 *   and, with the key, `GET /v1beta/files/<id>:download`, which leads on to `/download/…` as
 *   Google's does.
 * - Failures: a request ends by its scenario (`script`, or `sim:<scenario>` in the prompt, see
 *   scenarios.ts); `outOfMoney` uses up the credits; `faults` orders errors, HTML, hanging and lost
 *   answers per route, and errors.ts words them as Google does.
 * - `submitsOf(generationId)` proves that no work was asked for twice.
 *
 * Over HTTP for development: `POST /sim/out-of-money?on=1`, `POST /sim/faults`.
 */
import type { Request } from 'express';
import { z } from 'zod';
import {
  type Answer,
  type FaultDesk,
  type RecordedRequest,
  startSimulatorServer,
} from '../simulatorServer.ts';
import { googleError, googleErrors } from './errors.ts';
import { imageAnswer } from './images.ts';
import { type GoogleScenario, scenarioOfPrompt } from './scenarios.ts';
import { nameOf, operationAnswer, VideoOperations, videoFile } from './videos.ts';

export const googleOperations = [
  'generateContent',
  'predictLongRunning',
  'operation',
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
  readonly faults: FaultDesk<GoogleOperation>;
  readonly requests: readonly RecordedRequest[];
  /** Paid work is refused. */
  outOfMoney: boolean;
  /** How the next requests end; a test may put its own rule here. */
  script: (prompt: string) => GoogleScenario;
  /** How often the generation's work was done or begun. */
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

  /** Refuses without money, counts, and answers a malformed body as Google does. */
  const paid = <Body>(
    request: Request,
    schema: z.ZodType<Body>,
    body: unknown,
    work: (model: string, body: Body) => Answer | Promise<Answer>,
  ) =>
    withKey(request, () => {
      if (simulator.outOfMoney) {
        return googleErrors.noCredits();
      }
      const parsed = schema.safeParse(body);
      if (!parsed.success) {
        return googleError(400, 'INVALID_ARGUMENT', z.prettifyError(parsed.error));
      }
      const generationId = request.get('idempotency-key') ?? '';
      submits.set(generationId, simulator.submitsOf(generationId) + 1);
      return work(String(request.params[0]), parsed.data);
    });

  server.route(
    'post',
    /^\/v1beta\/models\/([^/:]+):generateContent$/,
    'generateContent',
    (request, body) =>
      paid(request, contentRequest, body, (model, { contents, generationConfig }) => {
        const prompt = contents
          .flatMap(({ parts }) => parts.map(({ text }) => text ?? ''))
          .join(' ');
        const seed = generationConfig?.seed ?? 0;
        const aspectRatio = generationConfig?.imageConfig?.aspectRatio ?? '1:1';
        return imageAnswer({ model, prompt, seed, aspectRatio }, simulator.script(prompt));
      }),
  );
  server.route(
    'post',
    /^\/v1beta\/models\/([^/:]+):predictLongRunning$/,
    'predictLongRunning',
    (request, body) =>
      paid(request, videoRequest, body, (model, { instances: [{ prompt }], parameters }) => {
        const operation = videos.start({
          model,
          seed: parameters?.seed ?? 0,
          aspectRatio: parameters?.aspectRatio ?? '16:9',
          seconds: parameters?.durationSeconds ?? 8,
          scenario: simulator.script(prompt),
        });
        return { body: { name: nameOf(operation) } };
      }),
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

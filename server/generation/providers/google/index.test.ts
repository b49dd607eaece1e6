import { inspect } from 'node:util';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asFault, googleErrors } from '../../../simulators/google/errors.ts';
import { type GoogleSimulator, startGoogleSimulator } from '../../../simulators/google/index.ts';
import type { GoogleScenario } from '../../../simulators/google/scenarios.ts';
import { troubles } from '../../../simulators/simulatorServer.ts';
import {
  type GenerationProvider,
  ProviderFailure,
  type ProviderRequest,
  type ProviderState,
} from '../provider.ts';
import { createGoogleProvider, type GoogleProviderOptions } from './index.ts';

const key = 'very-secret-key';
const picture = { bytes: Buffer.from('picture'), mime: 'image/webp' };
const inlinePicture = { inlineData: { data: 'cGljdHVyZQ==', mimeType: 'image/webp' } };

let simulator: GoogleSimulator;
let provider: GenerationProvider;
let generations = 0;

beforeEach(async () => {
  simulator = await startGoogleSimulator({ key });
  simulator.videos.automatic = false;
  provider = providerWith({});
});
afterEach(() => simulator.close());

function providerWith(options: Partial<GoogleProviderOptions>): GenerationProvider {
  return createGoogleProvider({ key, apiRoot: simulator.url, timeoutMs: 5_000, ...options });
}

function request(changes: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    generationId: `generation-${generations++}`,
    operation: 'create',
    providerModel: 'gemini-image',
    prompt: 'a lighthouse at dusk',
    seed: 0xfedc_ba98,
    aspectRatio: '3:4',
    inputs: [],
    signal: new AbortController().signal,
    ...changes,
  };
}

const video = (changes: Partial<ProviderRequest> = {}) =>
  request({ operation: 'video', providerModel: 'veo-fast', ...changes });

async function failureOf(promise: Promise<unknown>): Promise<ProviderFailure> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ProviderFailure);
  return outcome as ProviderFailure;
}

/** Submits a video, lets it end, and reads its state. */
async function runVideo(asked: ProviderRequest): Promise<ProviderState> {
  const { requestId } = await provider.submit(asked);
  simulator.videos.finish(requestId);
  return provider.poll(requestId, asked);
}

function bytesOf(state: ProviderState): Buffer {
  const file = state.state === 'succeeded' ? state.files[0] : undefined;
  if (file === undefined || !('bytes' in file)) {
    throw new Error(`no bytes in ${inspect(state)}`);
  }
  return file.bytes;
}

describe('pictures', () => {
  it('are made by the submit and handed over by every poll', async () => {
    const asked = request();
    const { requestId } = await provider.submit(asked);
    for (let i = 0; i < 2; i++) {
      const bytes = bytesOf(await provider.poll(requestId, asked));
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', height: 1184 });
    }
    expect(simulator.submitsOf(asked.generationId)).toBe(1);
  });

  it.each<[string, Partial<ProviderRequest>, unknown[], object]>([
    ['create', {}, [{ text: 'a lighthouse at dusk' }], { imageConfig: { aspectRatio: '3:4' } }],
    [
      'edit',
      { operation: 'edit', inputs: [picture] },
      [inlinePicture, { text: 'a lighthouse at dusk' }],
      {},
    ],
    [
      'merge',
      { operation: 'merge', inputs: [picture, picture], prompt: '' },
      [inlinePicture, inlinePicture, { text: expect.stringMatching(/Combine/) }],
      { imageConfig: { aspectRatio: '3:4' } },
    ],
    [
      'retouch',
      { operation: 'retouch', inputs: [picture], prompt: '' },
      [inlinePicture, { text: expect.stringMatching(/Retouch/) }],
      {},
    ],
  ])('%s is worded for Gemini', async (_name, changes, parts, config) => {
    await provider.submit(request(changes));
    expect(simulator.requests.at(-1)).toMatchObject({
      path: '/v1beta/models/gemini-image:generateContent',
      body: {
        contents: [{ role: 'user', parts }],
        generationConfig: {
          responseModalities: ['IMAGE'],
          candidateCount: 1,
          seed: 0x7edc_ba98,
          ...config,
        },
      },
    });
  });

  it('leave out what the model sketched while thinking', async () => {
    const asked = request({ prompt: 'a lighthouse at dusk sim:thinking' });
    const { requestId } = await provider.submit(asked);
    const thinking = await provider.poll(requestId, asked);
    expect(thinking.state === 'succeeded' && thinking.files).toHaveLength(1);
    simulator.script = () => 'success';
    const plain = await provider.submit(asked);
    expect(bytesOf(thinking)).toEqual(bytesOf(await provider.poll(plain.requestId, asked)));
  });

  it('are lost with the process that made them, and not asked for again', async () => {
    const asked = request();
    const { requestId } = await provider.submit(asked);
    expect(await providerWith({}).poll(requestId, asked)).toMatchObject({
      state: 'failed',
      reason: 'outcome_unknown',
    });
    expect(simulator.submitsOf(asked.generationId)).toBe(1);
  });

  it.each<[GoogleScenario, string, string | RegExp]>([
    ['refused', 'content_refused', 'Unable to show the generated image: it may be unsafe.'],
    ['prompt_blocked', 'content_refused', 'PROHIBITED_CONTENT'],
    ['empty', 'result_unusable', /without a candidate/],
    ['text_only', 'result_unusable', 'Which colour should the boat have?'],
    ['empty_file', 'result_unusable', 'STOP'],
    ['unknown_finish', 'provider_error', 'OUT_OF_PAINT'],
    ['failed', 'provider_error', 'IMAGE_OTHER'],
  ])('%s is %s', async (scenario, reason, detail) => {
    const failure = await failureOf(provider.submit(request({ prompt: `a cat sim:${scenario}` })));
    expect(failure).toMatchObject({ reason, retryable: false });
    expect(failure.message).toMatch(detail);
  });

  it('with an error body and HTTP 200 are a failure', async () => {
    const { body } = googleErrors.overloaded();
    simulator.faults.add('generateContent', troubles.status(200, body));
    expect((await failureOf(provider.submit(request()))).reason).toBe('result_unusable');
  });

  it('do not come for operations that Google does not do', async () => {
    expect(provider.supports('face_swap')).toBe(false);
    const failure = await failureOf(provider.submit(request({ operation: 'upscale' })));
    expect(failure).toMatchObject({ reason: 'invalid_input', retryable: false });
    expect(simulator.requests).toEqual([]);
  });
});

describe.each([
  ['picture', 'generateContent', request],
  ['video', 'predictLongRunning', video],
] as const)('a submit of a %s that fails is asked once, and', (_kind, operation, make) => {
  it.each([
    ['waits as told', asFault(googleErrors.rateLimited('3.5s')), true, 3_500],
    [
      'may be repeated when the model is overloaded',
      asFault(googleErrors.overloaded()),
      true,
      null,
    ],
    ['fails for the day', asFault(googleErrors.quotaOfTheDay()), false, 40_000],
    ['fails for a wrong key', asFault(googleErrors.wrongKey()), false, null],
    ['fails for a retired model', asFault(googleErrors.notFound('The model')), false, null],
  ])('%s', async (_name, fault, retryable, retryAfterMs) => {
    simulator.faults.add(operation, fault);
    const failure = await failureOf(provider.submit(make()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable, retryAfterMs });
    expect(simulator.requests).toHaveLength(1);
  });

  it.each([
    [
      '500',
      troubles.status(500, { error: { code: 500, message: 'Internal', status: 'INTERNAL' } }),
    ],
    ['504 after the work', troubles.statusAfterWork(504)],
    ['502 with HTML', troubles.html(502)],
    ['503 with HTML', troubles.html(503)],
    ['HTML with HTTP 200', troubles.html(200)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
  ])('is unknown in its outcome after %s', async (_name, fault) => {
    simulator.faults.add(operation, fault);
    const failure = await failureOf(provider.submit(make()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(simulator.requests).toHaveLength(1);
  });

  it('is unknown in its outcome after a time-out', async () => {
    simulator.faults.add(operation, troubles.hang());
    const failure = await failureOf(providerWith({ timeoutMs: 1500 }).submit(make()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(simulator.requests).toHaveLength(1);
  });

  it('is unknown in its outcome when it is called off half-way', async () => {
    simulator.faults.add(operation, troubles.hang());
    const stop = new AbortController();
    const failing = failureOf(provider.submit(make({ signal: stop.signal })));
    await expect.poll(() => simulator.requests.length, { interval: 2 }).toBe(1);
    stop.abort();
    expect(await failing).toMatchObject({ reason: 'outcome_unknown', retryable: false });
  });

  it('may be repeated when nothing was sent', async () => {
    const early = await failureOf(provider.submit(make({ signal: AbortSignal.abort() })));
    expect(early.retryable).toBe(true);
    const gone = await startGoogleSimulator({ key });
    await gone.close();
    const failure = await failureOf(providerWith({ apiRoot: gone.url }).submit(make()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
    expect(simulator.requests).toEqual([]);
  });

  it('tells when the money has run out', async () => {
    simulator.outOfMoney = true;
    const noCredits = await failureOf(provider.submit(make()));
    expect(noCredits).toMatchObject({ reason: 'provider_out_of_money', retryable: false });
    simulator.faults.add(operation, asFault(googleErrors.billingDisabled()));
    expect((await failureOf(provider.submit(make()))).reason).toBe('provider_out_of_money');
  });

  it('tells when the request is wrong', async () => {
    const error = { code: 400, message: 'The picture is too small.', status: 'INVALID_ARGUMENT' };
    simulator.faults.add(operation, troubles.status(400, { error }));
    expect(await failureOf(provider.submit(make()))).toMatchObject({
      reason: 'invalid_input',
      message: 'The picture is too small.',
    });
  });

  it('keeps the key to itself', async () => {
    const failure = await failureOf(providerWith({ key: 'other-secret-key' }).submit(make()));
    expect(failure.reason).toBe('provider_unavailable');
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('other-secret-key');
  });
});

describe('videos', () => {
  it('run until they are done, and come as bytes that any worker can read', async () => {
    const asked = video({ inputs: [picture], aspectRatio: '9:16' });
    const { requestId } = await provider.submit(asked);
    expect(await provider.poll(requestId, asked)).toEqual({ state: 'running', progress: null });
    simulator.videos.finish(requestId);
    const bytes = bytesOf(await providerWith({}).poll(requestId, asked));
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
    expect(simulator.submitsOf(asked.generationId)).toBe(1);
    expect(simulator.requests[0]?.body).toEqual({
      instances: [
        {
          prompt: 'a lighthouse at dusk',
          image: { bytesBase64Encoded: 'cGljdHVyZQ==', mimeType: 'image/webp' },
        },
      ],
      parameters: { aspectRatio: '9:16', seed: 0x7edc_ba98 },
    });
  });

  it.each<[GoogleScenario, string, string | RegExp]>([
    ['refused', 'content_refused', 'The video was filtered for safety. You were not charged.'],
    ['failed', 'provider_error', 'The video model crashed.'],
    ['empty', 'result_unusable', /without a video/],
    ['empty_file', 'result_unusable', /no MP4/],
    ['wrong_type', 'result_unusable', /no MP4/],
    ['missing_file', 'result_unusable', /404/],
    ['private_redirect', 'result_unusable', /169\.254\.169\.254/],
  ])('%s is %s', async (scenario, reason, detail) => {
    const state = await runVideo(video({ prompt: `a cat sim:${scenario}` }));
    expect(state).toMatchObject({ state: 'failed', reason });
    expect(state.state === 'failed' ? state.detail : '').toMatch(detail);
  });

  it('are not read beyond the limit', async () => {
    provider = providerWith({ maxFileBytes: 1_000_000 });
    expect(await runVideo(video({ prompt: 'sim:oversized_file' }))).toMatchObject({
      state: 'failed',
      reason: 'result_unusable',
      detail: expect.stringContaining('1000000'),
    });
  });

  it.each([
    ['504', troubles.status(504)],
    ['429', asFault(googleErrors.rateLimited('2s'))],
    ['403', troubles.status(403)],
    ['HTML', troubles.html(200)],
    ['a 404 page of a gateway', troubles.html(404)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
  ])('are asked for again when their state can not be read: %s', async (_name, fault) => {
    const asked = video();
    const { requestId } = await provider.submit(asked);
    simulator.videos.finish(requestId);
    simulator.faults.add('operation', fault);
    const failure = await failureOf(provider.poll(requestId, asked));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
    expect((await provider.poll(requestId, asked)).state).toBe('succeeded');
  });

  it.each([
    ['504', troubles.status(504)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
  ])('are asked for again when their file can not be read: %s', async (_name, fault) => {
    const asked = video();
    const { requestId } = await provider.submit(asked);
    simulator.videos.finish(requestId);
    simulator.faults.add('download', fault);
    expect((await failureOf(provider.poll(requestId, asked))).retryable).toBe(true);
    expect((await provider.poll(requestId, asked)).state).toBe('succeeded');
  });

  it('fail when Google has forgotten them, or answers with something else', async () => {
    expect(await provider.poll('models/veo-fast/operations/gone', video())).toMatchObject({
      state: 'failed',
      reason: 'outcome_unknown',
    });
    const { requestId } = await provider.submit(video());
    simulator.faults.add('operation', troubles.status(200, { state: 'ARCHIVED' }));
    expect(await provider.poll(requestId, video())).toMatchObject({
      state: 'failed',
      reason: 'provider_error',
    });
    const { body } = googleErrors.overloaded();
    simulator.faults.add('operation', troubles.status(200, body));
    expect(await provider.poll(requestId, video())).toMatchObject({
      state: 'failed',
      detail: 'The model is overloaded.',
    });
  });

  it('can not be cancelled', async () => {
    const { requestId } = await provider.submit(video());
    expect(await provider.cancel(requestId, video())).toBe(false);
  });
});

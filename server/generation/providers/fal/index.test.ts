import { inspect } from 'node:util';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FalSimulator, startFalSimulator } from '../../../simulators/fal/index.ts';
import type { FalScenario } from '../../../simulators/fal/scenarios.ts';
import { troubles } from '../../../simulators/simulatorServer.ts';
import {
  type GenerationProvider,
  ProviderFailure,
  type ProviderRequest,
  type ProviderState,
} from '../provider.ts';
import { createFalProvider } from './index.ts';

const key = 'key-id:very-secret';
const picture = { bytes: Buffer.from('picture'), mime: 'image/webp' };

let simulator: FalSimulator;
let provider: GenerationProvider;
let generations = 0;

beforeEach(async () => {
  simulator = await startFalSimulator({ key });
  simulator.jobs.automatic = false;
  provider = providerWith({});
});
afterEach(() => simulator.close());

function providerWith(options: { timeoutMs?: number; key?: string }): GenerationProvider {
  return createFalProvider({ key, apiRoot: simulator.url, timeoutMs: 5_000, ...options });
}

function request(changes: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    generationId: `generation-${generations++}`,
    operation: 'create',
    providerModel: 'fal-ai/nano-banana',
    prompt: 'a lighthouse at dusk',
    seed: 7,
    aspectRatio: '3:4',
    inputs: [],
    signal: new AbortController().signal,
    ...changes,
  };
}

/** Submits, lets the job run to its end, and reads its state. */
async function run(asked: ProviderRequest): Promise<ProviderState> {
  const { requestId } = await provider.submit(asked);
  finish(requestId);
  return provider.poll(requestId, asked);
}

function finish(requestId: string): void {
  simulator.jobs.advance(requestId);
  simulator.jobs.advance(requestId);
}

async function failureOf(promise: Promise<unknown>): Promise<ProviderFailure> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ProviderFailure);
  return outcome as ProviderFailure;
}

const lastSubmit = () => simulator.requests.findLast(({ operation }) => operation === 'submit');
const submits = () => simulator.requests.filter(({ operation }) => operation === 'submit').length;

describe('success', () => {
  it('goes from queued to running to a picture that can be downloaded', async () => {
    const asked = request();
    const { requestId } = await provider.submit(asked);
    expect(await provider.poll(requestId, asked)).toEqual({ state: 'queued' });
    simulator.jobs.advance(requestId);
    expect(await provider.poll(requestId, asked)).toEqual({ state: 'running', progress: null });
    simulator.jobs.advance(requestId);
    const state = await provider.poll(requestId, asked);
    const file = state.state === 'succeeded' ? state.files[0] : undefined;
    const url = file !== undefined && 'url' in file ? file.url : '';
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'png',
      width: 768,
      height: 1024,
    });
    expect(simulator.jobs.submitsOf(asked.generationId)).toBe(1);
  });

  it('makes a video', async () => {
    const asked = request({ operation: 'video', providerModel: 'fal-ai/veo3.1/fast' });
    const state = await run(asked);
    const file = state.state === 'succeeded' ? state.files[0] : undefined;
    const url = file !== undefined && 'url' in file ? file.url : '';
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(4, 8)
        .toString(),
    ).toBe('ftyp');
  });

  it('reads a picture that comes inside the answer', async () => {
    const asked = request();
    const { requestId } = await provider.submit(asked);
    finish(requestId);
    const body = { images: [{ url: 'data:image/png;base64,aGVsbG8=' }] };
    simulator.faults.add('result', troubles.status(200, body));
    expect(await provider.poll(requestId, asked)).toEqual({
      state: 'succeeded',
      files: [{ bytes: Buffer.from('hello'), mime: 'image/png' }],
    });
  });

  it('says where fal reports', async () => {
    await provider.submit(request({ webhookUrl: 'https://example.org/fal/webhook?g=1&x=2' }));
    const [job] = simulator.jobs.all.values();
    expect(job?.webhookUrl).toBe('https://example.org/fal/webhook?g=1&x=2');
  });
});

describe('wording', () => {
  const uri = 'data:image/webp;base64,cGljdHVyZQ==';

  it.each<[string, Partial<ProviderRequest>, Record<string, unknown>]>([
    ['create', {}, { prompt: 'a lighthouse at dusk', seed: 7, num_images: 1, aspect_ratio: '3:4' }],
    [
      'create with FLUX',
      { providerModel: 'fal-ai/flux/schnell' },
      { prompt: 'a lighthouse at dusk', seed: 7, num_images: 1, image_size: 'portrait_4_3' },
    ],
    [
      'edit',
      { operation: 'edit', providerModel: 'fal-ai/nano-banana/edit', inputs: [picture] },
      { prompt: 'a lighthouse at dusk', seed: 7, num_images: 1, image_urls: [uri] },
    ],
    [
      'edit with Kontext',
      { operation: 'edit', providerModel: 'fal-ai/flux-pro/kontext', inputs: [picture] },
      { prompt: 'a lighthouse at dusk', seed: 7, num_images: 1, image_url: uri },
    ],
    [
      'merge',
      { operation: 'merge', providerModel: 'fal-ai/nano-banana/edit', inputs: [picture, picture] },
      {
        prompt: 'a lighthouse at dusk',
        seed: 7,
        num_images: 1,
        aspect_ratio: '3:4',
        image_urls: [uri, uri],
      },
    ],
    [
      'face_swap',
      { operation: 'face_swap', providerModel: 'fal-ai/face-swap', inputs: [picture, picture] },
      { base_image_url: uri, swap_image_url: uri },
    ],
    [
      'upscale',
      {
        operation: 'upscale',
        providerModel: 'fal-ai/clarity-upscaler',
        inputs: [picture],
        scale: 4,
      },
      { image_url: uri, upscale_factor: 4, seed: 7 },
    ],
    [
      'upscale with ESRGAN',
      { operation: 'upscale', providerModel: 'fal-ai/esrgan', inputs: [picture] },
      { image_url: uri, scale: 2, seed: 7 },
    ],
    [
      'video',
      { operation: 'video', providerModel: 'fal-ai/veo3.1/fast', aspectRatio: '1:1' },
      { prompt: 'a lighthouse at dusk', seed: 7, aspect_ratio: '16:9' },
    ],
  ])('%s', async (_name, changes, body) => {
    await provider.submit(request(changes));
    expect(lastSubmit()?.body).toEqual(body);
  });

  it('has words of its own where the person gave none', async () => {
    const inputs = [picture];
    await provider.submit(
      request({ operation: 'retouch', providerModel: 'fal-ai/retoucher', inputs, prompt: '' }),
    );
    expect(lastSubmit()?.body).toMatchObject({
      prompt: expect.stringMatching(/Retouch/),
      image_url: uri,
    });
  });

  it('animates a picture at the endpoint for that', async () => {
    const inputs = [picture];
    await provider.submit(
      request({ operation: 'video', providerModel: 'fal-ai/veo3.1/fast', inputs }),
    );
    expect(lastSubmit()).toMatchObject({
      path: '/fal-ai/veo3.1/fast/image-to-video',
      body: { image_url: uri },
    });
  });

  it('does not do what has to be written exactly', async () => {
    expect(provider.supports('add_text')).toBe(false);
    const failure = await failureOf(provider.submit(request({ operation: 'add_text' })));
    expect(failure).toMatchObject({ reason: 'invalid_input', retryable: false });
    expect(submits()).toBe(0);
  });
});

describe('a submit that fails is asked once, and', () => {
  it.each([
    ['waits as told after 429', troubles.status(429, {}, { 'retry-after': '7' }), 7_000],
    ['may be repeated after 429', troubles.status(429), null],
    [
      'may be repeated after 503 with a time',
      troubles.status(503, {}, { 'retry-after': '2' }),
      2_000,
    ],
  ])('%s', async (_name, fault, retryAfterMs) => {
    simulator.faults.add('submit', fault);
    const failure = await failureOf(provider.submit(request()));
    expect(failure).toMatchObject({
      reason: 'provider_unavailable',
      retryable: true,
      retryAfterMs,
    });
    expect(submits()).toBe(1);
  });

  it.each([
    ['500', troubles.status(500)],
    ['502 with HTML', troubles.html(502)],
    ['503', troubles.status(503)],
    ['504', troubles.status(504)],
    ['504 although the work began', troubles.statusAfterWork(504)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
    ['HTML with HTTP 200', troubles.html(200)],
    ['an answer without an id', troubles.status(200, { status: 'IN_QUEUE' })],
  ])('is unknown in its outcome after %s', async (_name, fault) => {
    simulator.faults.add('submit', fault);
    const failure = await failureOf(provider.submit(request()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(submits()).toBe(1);
  });

  it('is unknown in its outcome after a time-out', async () => {
    simulator.faults.add('submit', troubles.hang());
    const failure = await failureOf(providerWith({ timeoutMs: 1500 }).submit(request()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(submits()).toBe(1);
  });

  it('may be repeated when fal could not be reached at all', async () => {
    const gone = await startFalSimulator({ key });
    await gone.close();
    const unreachable = createFalProvider({ key, apiRoot: gone.url });
    const failure = await failureOf(unreachable.submit(request()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
  });

  it('may be repeated when it was called off before it was sent', async () => {
    const failure = await failureOf(provider.submit(request({ signal: AbortSignal.abort() })));
    expect(failure.retryable).toBe(true);
    expect(submits()).toBe(0);
  });

  it('tells when the money has run out', async () => {
    simulator.outOfMoney = true;
    const locked = await failureOf(provider.submit(request()));
    expect(locked).toMatchObject({ reason: 'provider_out_of_money', retryable: false });
    simulator.faults.add('submit', troubles.status(402));
    simulator.outOfMoney = false;
    expect((await failureOf(provider.submit(request()))).reason).toBe('provider_out_of_money');
    expect(simulator.jobs.all.size).toBe(0);
  });

  it('tells when the key is refused, without naming it', async () => {
    const failure = await failureOf(providerWith({ key: 'id:other-secret' }).submit(request()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: false });
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('other-secret');
  });

  it('tells when the content is refused at the door', async () => {
    const detail = [{ type: 'content_policy_violation', msg: 'Not this.', loc: ['body'] }];
    simulator.faults.add('submit', troubles.status(422, { detail }));
    const failure = await failureOf(provider.submit(request()));
    expect(failure).toMatchObject({
      reason: 'content_refused',
      message: 'Not this.',
      retryable: false,
    });
  });
});

describe('an end that is no success', () => {
  it.each<[FalScenario, string, string | RegExp]>([
    ['refused', 'content_refused', 'The prompt was flagged by a content checker.'],
    ['nsfw', 'content_refused', /unsafe/],
    ['invalid_input', 'invalid_input', /smaller/],
    ['error_body', 'provider_error', 'The runner failed'],
    ['error_status', 'provider_error', 'The runner failed'],
    ['failed', 'provider_error', 'The runner failed'],
    ['unknown_status', 'provider_error', /ARCHIVED/],
    ['no_files', 'result_unusable', /no file/],
  ])('%s is %s', async (scenario, reason, detail) => {
    const state = await run(request({ prompt: `a cat sim:${scenario}` }));
    expect(state).toMatchObject({ state: 'failed', reason });
    expect(state.state === 'failed' ? state.detail : '').toMatch(detail);
  });

  it('never takes a refusal in an unknown status for running', async () => {
    const { requestId } = await provider.submit(request());
    const body = { status: 'FAILED', error: 'out of memory' };
    simulator.faults.add('status', troubles.status(200, body));
    expect(await provider.poll(requestId, request())).toEqual({
      state: 'failed',
      reason: 'provider_error',
      detail: 'out of memory',
    });
  });

  it('knows a request that fal has forgotten', async () => {
    expect(await provider.poll('b6cdf1a0-0000-4000-8000-000000000000', request())).toMatchObject({
      state: 'failed',
      reason: 'outcome_unknown',
    });
  });

  it('refuses a result at an address that is none', async () => {
    const { requestId } = await provider.submit(request());
    finish(requestId);
    simulator.faults.add('result', troubles.status(200, { image: { url: 'file:///etc/passwd' } }));
    expect(await provider.poll(requestId, request())).toMatchObject({
      state: 'failed',
      reason: 'result_unusable',
    });
  });
});

describe('a state that can not be read is asked for again', () => {
  it.each([
    ['status', '504', troubles.status(504)],
    ['status', '500', troubles.status(500)],
    ['status', '429', troubles.status(429, {}, { 'retry-after': '3' })],
    ['status', '403', troubles.status(403, { detail: 'User is locked. Reason: Admin lock.' })],
    ['status', 'HTML', troubles.html(200)],
    ['status', 'a lost answer', { kind: 'disconnect', done: true }],
    ['result', '504', troubles.status(504, { detail: 'Request timed out' })],
    ['result', '502 with HTML', troubles.html(502)],
    ['result', '500 without a reason', troubles.html(500)],
    ['result', 'HTML', troubles.html(200)],
    ['result', 'a lost answer', { kind: 'disconnect', done: true }],
  ] as const)('%s: %s', async (operation, _name, fault) => {
    const asked = request();
    const { requestId } = await provider.submit(asked);
    finish(requestId);
    simulator.faults.add(operation, fault);
    const failure = await failureOf(provider.poll(requestId, asked));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
    expect((await provider.poll(requestId, asked)).state).toBe('succeeded');
    expect(submits()).toBe(1);
  });

  it('passes on how long fal wants to be left alone', async () => {
    const { requestId } = await provider.submit(request());
    simulator.faults.add('status', troubles.status(429, {}, { 'retry-after': '3' }));
    expect((await failureOf(provider.poll(requestId, request()))).retryAfterMs).toBe(3_000);
  });

  it('after a time-out', async () => {
    const { requestId } = await provider.submit(request());
    simulator.faults.add('status', troubles.hang());
    const hasty = providerWith({ timeoutMs: 1500 });
    expect((await failureOf(hasty.poll(requestId, request()))).retryable).toBe(true);
  });
});

describe('cancel', () => {
  it('is certain only while the request waits', async () => {
    const asked = request();
    const waiting = await provider.submit(asked);
    expect(await provider.cancel(waiting.requestId, asked)).toBe(true);
    expect(await provider.poll(waiting.requestId, asked)).toMatchObject({ state: 'failed' });
    const running = await provider.submit(asked);
    simulator.jobs.advance(running.requestId);
    expect(await provider.cancel(running.requestId, asked)).toBe(false);
    simulator.jobs.advance(running.requestId);
    expect(await provider.cancel(running.requestId, asked)).toBe(false);
    expect((await provider.poll(running.requestId, asked)).state).toBe('succeeded');
  });

  it('is not certain when no answer comes', async () => {
    const { requestId } = await provider.submit(request());
    simulator.faults.add('cancel', { kind: 'disconnect', done: false });
    expect(await provider.cancel(requestId, request())).toBe(false);
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startFalSimulator } from '../../../../../simulators/fal/index.ts';
import type { FalScenario } from '../../../../../simulators/fal/scenarios.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { failureOf } from '../testing/failureOf.ts';
import { createFalProvider } from './index.ts';
import { falBench, key } from './testing/falBench.ts';

const bench = falBench();

describe('a submit that fails is asked once, and', () => {
  it.each([
    ['waits as told after 429', commonFaults.status(429, {}, { 'retry-after': '7' }), 7_000],
    ['may be repeated after 429', commonFaults.status(429), null],
    [
      'may be repeated after 503 with a time',
      commonFaults.status(503, {}, { 'retry-after': '2' }),
      2_000,
    ],
  ])('%s', async (_name, fault, retryAfterMs) => {
    bench.simulator.faults.add('submit', fault);
    const failure = await failureOf(bench.provider.submit(bench.request()));
    expect(failure).toMatchObject({
      reason: 'provider_unavailable',
      retryable: true,
      retryAfterMs,
    });
    expect(bench.submits()).toBe(1);
  });

  it.each([
    ['500', commonFaults.status(500)],
    ['502 with HTML', commonFaults.html(502)],
    ['503', commonFaults.status(503)],
    ['504', commonFaults.status(504)],
    ['504 although the work began', commonFaults.statusAfterWork(504)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
    ['HTML with HTTP 200', commonFaults.html(200)],
    ['an answer without an id', commonFaults.status(200, { status: 'IN_QUEUE' })],
  ])('is unknown in its outcome after %s', async (_name, fault) => {
    bench.simulator.faults.add('submit', fault);
    const failure = await failureOf(bench.provider.submit(bench.request()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(bench.submits()).toBe(1);
  });

  it('has an unknown outcome after a timeout', async () => {
    bench.simulator.faults.add('submit', commonFaults.hang());
    const failure = await failureOf(
      bench.providerWith({ timeoutMs: 1500 }).submit(bench.request()),
    );
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(bench.submits()).toBe(1);
  });

  it('may be repeated when fal could not be reached at all', async () => {
    const gone = await startFalSimulator({ key });
    await gone.close();
    const unreachable = createFalProvider({ key, apiRoot: gone.url });
    const failure = await failureOf(unreachable.submit(bench.request()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
  });

  it('may be repeated when it was aborted before it was sent', async () => {
    const failure = await failureOf(
      bench.provider.submit(bench.request({ signal: AbortSignal.abort() })),
    );
    expect(failure.retryable).toBe(true);
    expect(bench.submits()).toBe(0);
  });

  it('reports that the account has run out of money', async () => {
    bench.simulator.outOfMoney = true;
    const locked = await failureOf(bench.provider.submit(bench.request()));
    expect(locked).toMatchObject({ reason: 'provider_out_of_money', retryable: false });
    bench.simulator.faults.add('submit', commonFaults.status(402));
    bench.simulator.outOfMoney = false;
    expect((await failureOf(bench.provider.submit(bench.request()))).reason).toBe(
      'provider_out_of_money',
    );
    expect(bench.simulator.jobs.all.size).toBe(0);
  });

  it('reports a refused key without naming it', async () => {
    const failure = await failureOf(
      bench.providerWith({ key: 'id:other-secret' }).submit(bench.request()),
    );
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: false });
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('other-secret');
  });

  it('reports content that is refused before the work begins', async () => {
    const detail = [{ type: 'content_policy_violation', msg: 'Not this.', loc: ['body'] }];
    bench.simulator.faults.add('submit', commonFaults.status(422, { detail }));
    const failure = await failureOf(bench.provider.submit(bench.request()));
    expect(failure).toMatchObject({
      reason: 'content_refused',
      message: 'Not this.',
      retryable: false,
    });
  });
});

describe('a request that ends without success', () => {
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
    const state = await bench.run(bench.request({ prompt: `a cat sim:${scenario}` }));
    expect(state).toMatchObject({ state: 'failed', reason });
    expect(state.state === 'failed' ? state.detail : '').toMatch(detail);
  });

  it('opens the model’s circuit, not fal’s, for an endpoint that does not exist', async () => {
    const asked = bench.request({ providerModel: 'fal-ai/no-such-model' });
    const failure = await failureOf(bench.provider.submit(asked));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', scope: 'model' });
  });

  it('never treats a refusal in an unknown status as running', async () => {
    const { requestId } = await bench.provider.submit(bench.request());
    const body = { status: 'FAILED', error: 'out of memory' };
    bench.simulator.faults.add('status', commonFaults.status(200, body));
    expect(await bench.provider.poll(requestId, bench.request())).toEqual({
      state: 'failed',
      reason: 'provider_error',
      detail: 'out of memory',
    });
  });

  it('recognises a request that fal has forgotten', async () => {
    expect(
      await bench.provider.poll('b6cdf1a0-0000-4000-8000-000000000000', bench.request()),
    ).toMatchObject({
      state: 'failed',
      reason: 'outcome_unknown',
    });
  });

  it('refuses a result with an invalid URL', async () => {
    const { requestId } = await bench.provider.submit(bench.request());
    bench.finish(requestId);
    bench.simulator.faults.add(
      'result',
      commonFaults.status(200, { image: { url: 'file:///etc/passwd' } }),
    );
    expect(await bench.provider.poll(requestId, bench.request())).toMatchObject({
      state: 'failed',
      reason: 'result_unusable',
    });
  });
});

describe('an unreadable state is read again', () => {
  it.each([
    ['status', '504', commonFaults.status(504)],
    ['status', '500', commonFaults.status(500)],
    ['status', '429', commonFaults.status(429, {}, { 'retry-after': '3' })],
    ['status', '403', commonFaults.status(403, { detail: 'User is locked. Reason: Admin lock.' })],
    ['status', 'HTML', commonFaults.html(200)],
    ['status', 'a lost answer', { kind: 'disconnect', done: true }],
    ['result', '504', commonFaults.status(504, { detail: 'Request timed out' })],
    ['result', '502 with HTML', commonFaults.html(502)],
    ['result', '500 without a reason', commonFaults.html(500)],
    ['result', 'HTML', commonFaults.html(200)],
    ['result', 'a lost answer', { kind: 'disconnect', done: true }],
  ] as const)('%s: %s', async (operation, _name, fault) => {
    const asked = bench.request();
    const { requestId } = await bench.provider.submit(asked);
    bench.finish(requestId);
    bench.simulator.faults.add(operation, fault);
    const failure = await failureOf(bench.provider.poll(requestId, asked));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
    expect((await bench.provider.poll(requestId, asked)).state).toBe('succeeded');
    expect(bench.submits()).toBe(1);
  });

  it('passes on fal’s Retry-After', async () => {
    const { requestId } = await bench.provider.submit(bench.request());
    bench.simulator.faults.add('status', commonFaults.status(429, {}, { 'retry-after': '3' }));
    expect((await failureOf(bench.provider.poll(requestId, bench.request()))).retryAfterMs).toBe(
      3_000,
    );
  });

  it('after a timeout', async () => {
    const { requestId } = await bench.provider.submit(bench.request());
    bench.simulator.faults.add('status', commonFaults.hang());
    const hasty = bench.providerWith({ timeoutMs: 1500 });
    expect((await failureOf(hasty.poll(requestId, bench.request()))).retryable).toBe(true);
  });
});

describe('the content of a result', () => {
  const address = (name: string) => `https://files.example/${name}.png`;

  async function stateOf(body: object) {
    const { requestId } = await bench.provider.submit(bench.request());
    bench.finish(requestId);
    bench.simulator.faults.add('result', commonFaults.status(200, body));
    return bench.provider.poll(requestId, bench.request());
  }

  it.each([
    [
      'the picture that was not marked as unsafe',
      { images: [{ url: address('a') }, { url: address('b') }], has_nsfw_concepts: [true, false] },
      ['b'],
    ],
    [
      'all pictures when the marks are null',
      { images: [{ url: address('a') }, { url: address('b') }], has_nsfw_concepts: [null, null] },
      ['a', 'b'],
    ],
    [
      'the picture in the singular when the list is null',
      { images: null, image: { url: address('a') }, has_nsfw_concepts: null },
      ['a'],
    ],
    [
      'the good one among what is of another form',
      { images: [null, { url: null }, { url: 'file:///etc/passwd' }, { url: address('a') }] },
      ['a'],
    ],
    ['addresses without an object around them', { images: [address('a')], seed: null }, ['a']],
    [
      'a picture beside a video that is null',
      { image: { url: address('a'), width: 'wide' }, video: null, timings: 'none' },
      ['a'],
    ],
  ])('delivers %s', async (_name, body, names) => {
    expect(await stateOf(body)).toMatchObject({
      state: 'succeeded',
      files: names.map((name) => ({ url: address(name) })),
    });
  });

  it('is a refusal when all pictures are marked', async () => {
    const images = [{ url: address('a') }, { url: address('b') }];
    expect(await stateOf({ images, has_nsfw_concepts: [true, true] })).toMatchObject({
      state: 'failed',
      reason: 'content_refused',
    });
  });

  it('is a failure with its message, whatever else it holds', async () => {
    expect(
      await stateOf({ detail: null, error: 'out of memory', error_type: null, images: null }),
    ).toMatchObject({ state: 'failed', reason: 'provider_error', detail: 'out of memory' });
  });
});

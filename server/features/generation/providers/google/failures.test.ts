import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { asFault, googleErrors } from '../../../../../simulators/google/errors.ts';
import { startGoogleSimulator } from '../../../../../simulators/google/index.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { failureOf } from '../testing/failureOf.ts';
import { googleBench, key } from './testing/googleBench.ts';

const bench = googleBench();

describe.each([
  ['picture', 'generateContent', bench.request],
  [
    'picture of Imagen',
    'predict',
    (changes: object = {}) =>
      bench.request({ providerModel: 'imagen-3.0-generate-002', ...changes }),
  ],
  ['video', 'predictLongRunning', bench.video],
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
    bench.simulator.faults.add(operation, fault);
    const failure = await failureOf(bench.provider.submit(make()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable, retryAfterMs });
    expect(bench.simulator.requests).toHaveLength(1);
  });

  it.each([
    [
      '500',
      commonFaults.status(500, { error: { code: 500, message: 'Internal', status: 'INTERNAL' } }),
    ],
    ['504 after the work', commonFaults.statusAfterWork(504)],
    ['502 with HTML', commonFaults.html(502)],
    ['503 with HTML', commonFaults.html(503)],
    ['HTML with HTTP 200', commonFaults.html(200)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
  ])('is unknown in its outcome after %s', async (_name, fault) => {
    bench.simulator.faults.add(operation, fault);
    const failure = await failureOf(bench.provider.submit(make()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(bench.simulator.requests).toHaveLength(1);
  });

  it('has an unknown outcome after a timeout', async () => {
    bench.simulator.faults.add(operation, commonFaults.hang());
    const failure = await failureOf(bench.providerWith({ timeoutMs: 1500 }).submit(make()));
    expect(failure).toMatchObject({ reason: 'outcome_unknown', retryable: false });
    expect(bench.simulator.requests).toHaveLength(1);
  });

  it('has an unknown outcome when it is aborted half-way', async () => {
    bench.simulator.faults.add(operation, commonFaults.hang());
    const stop = new AbortController();
    const failing = failureOf(bench.provider.submit(make({ signal: stop.signal })));
    await expect.poll(() => bench.simulator.requests.length, { interval: 2 }).toBe(1);
    stop.abort();
    expect(await failing).toMatchObject({ reason: 'outcome_unknown', retryable: false });
  });

  it('may be repeated when nothing was sent', async () => {
    const early = await failureOf(bench.provider.submit(make({ signal: AbortSignal.abort() })));
    expect(early.retryable).toBe(true);
    const gone = await startGoogleSimulator({ key });
    await gone.close();
    const failure = await failureOf(bench.providerWith({ apiRoot: gone.url }).submit(make()));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
    expect(bench.simulator.requests).toEqual([]);
  });

  it.each([
    ['a model that is gone', asFault(googleErrors.notFound('The model')), 'model'],
    ['a model whose own quota is used up', asFault(googleErrors.quotaOfTheDay()), 'model'],
    ['a wrong key', asFault(googleErrors.wrongKey()), 'provider'],
    ['a quota of all models', asFault(googleErrors.rateLimited('3s')), 'provider'],
  ])('blames the right one for %s', async (_name, fault, scope) => {
    bench.simulator.faults.add(operation, fault);
    expect(await failureOf(bench.provider.submit(make()))).toMatchObject({ scope });
  });

  it('reports that the account has run out of money', async () => {
    bench.simulator.outOfMoney = true;
    const noCredits = await failureOf(bench.provider.submit(make()));
    expect(noCredits).toMatchObject({ reason: 'provider_out_of_money', retryable: false });
    bench.simulator.faults.add(operation, asFault(googleErrors.billingDisabled()));
    expect((await failureOf(bench.provider.submit(make()))).reason).toBe('provider_out_of_money');
  });

  it('reports that the request is wrong', async () => {
    const error = { code: 400, message: 'The picture is too small.', status: 'INVALID_ARGUMENT' };
    bench.simulator.faults.add(operation, commonFaults.status(400, { error }));
    expect(await failureOf(bench.provider.submit(make()))).toMatchObject({
      reason: 'invalid_input',
      message: 'The picture is too small.',
    });
  });

  it('does not expose the key', async () => {
    const failure = await failureOf(bench.providerWith({ key: 'other-secret-key' }).submit(make()));
    expect(failure.reason).toBe('provider_unavailable');
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('other-secret-key');
  });
});

import { describe, expect, it } from 'vitest';
import { asFault, googleErrors } from '../../../../../simulators/google/errors.ts';
import type { GoogleScenario } from '../../../../../simulators/google/scenarios.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { failureOf } from '../testing/failureOf.ts';
import { bytesOf, googleBench, picture } from './testing/googleBench.ts';

const bench = googleBench();

describe('videos', () => {
  it('run until they are done, and come as bytes that any worker can read', async () => {
    const asked = bench.video({ inputs: [picture], aspectRatio: '9:16' });
    const { requestId } = await bench.provider.submit(asked);
    expect(await bench.provider.poll(requestId, asked)).toEqual({
      state: 'running',
      progress: null,
    });
    bench.simulator.videos.finish(requestId);
    const bytes = bytesOf(await bench.providerWith({}).poll(requestId, asked));
    expect(bytes.subarray(4, 8).toString()).toBe('ftyp');
    expect(bench.simulator.submitsOf(asked.generationId)).toBe(1);
    expect(bench.simulator.requests[0]?.body).toEqual({
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
    ['refused_flat', 'content_refused', 'The video was filtered for safety. You were not charged.'],
    ['failed', 'provider_error', 'The video model crashed.'],
    ['empty', 'result_unusable', /without a video/],
    ['empty_file', 'result_unusable', /no MP4/],
    ['wrong_type', 'result_unusable', /no MP4/],
    ['missing_file', 'result_unusable', /404/],
    ['private_redirect', 'result_unusable', /169\.254\.169\.254/],
  ])('%s is %s', async (scenario, reason, detail) => {
    const state = await bench.runVideo(bench.video({ prompt: `a cat sim:${scenario}` }));
    expect(state).toMatchObject({ state: 'failed', reason });
    expect(state.state === 'failed' ? state.detail : '').toMatch(detail);
  });

  it('are delivered when unneeded fields are null or of another form', async () => {
    const asked = bench.video();
    const { requestId } = await bench.provider.submit(asked);
    bench.simulator.videos.finish(requestId);
    const id = requestId.split('/').at(-1);
    const uri = `${bench.simulator.url}/v1beta/files/${id}:download?alt=media`;
    const body = {
      name: null,
      done: true,
      error: null,
      metadata: 'none',
      response: {
        generateVideoResponse: {
          generatedSamples: [null, { video: { uri, encoding: null } }],
          raiMediaFilteredCount: null,
          raiMediaFilteredReasons: null,
        },
      },
    };
    bench.simulator.faults.add('operation', commonFaults.status(200, body));
    expect(
      bytesOf(await bench.provider.poll(requestId, asked))
        .subarray(4, 8)
        .toString(),
    ).toBe('ftyp');
  });

  it('are refused at once when only the reasons are given', async () => {
    const { requestId } = await bench.provider.submit(bench.video());
    const response = { raiMediaFilteredCount: null, raiMediaFilteredReasons: ['Not this.'] };
    bench.simulator.faults.add('operation', commonFaults.status(200, { done: true, response }));
    expect(await bench.provider.poll(requestId, bench.video())).toEqual({
      state: 'failed',
      reason: 'content_refused',
      detail: 'Not this.',
    });
  });

  it('are not read beyond the limit', async () => {
    const limited = bench.providerWith({ maxFileBytes: 1_000_000 });
    expect(
      await bench.runVideo(bench.video({ prompt: 'sim:oversized_file' }), limited),
    ).toMatchObject({
      state: 'failed',
      reason: 'result_unusable',
      detail: expect.stringContaining('1000000'),
    });
  });

  it.each([
    ['504', commonFaults.status(504)],
    ['429', asFault(googleErrors.rateLimited('2s'))],
    ['403', commonFaults.status(403)],
    ['HTML', commonFaults.html(200)],
    ['a 404 page of a gateway', commonFaults.html(404)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
  ])('are asked for again when their state can not be read: %s', async (_name, fault) => {
    const asked = bench.video();
    const { requestId } = await bench.provider.submit(asked);
    bench.simulator.videos.finish(requestId);
    bench.simulator.faults.add('operation', fault);
    const failure = await failureOf(bench.provider.poll(requestId, asked));
    expect(failure).toMatchObject({ reason: 'provider_unavailable', retryable: true });
    expect((await bench.provider.poll(requestId, asked)).state).toBe('succeeded');
  });

  it.each([
    ['504', commonFaults.status(504)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
  ])('are asked for again when their file can not be read: %s', async (_name, fault) => {
    const asked = bench.video();
    const { requestId } = await bench.provider.submit(asked);
    bench.simulator.videos.finish(requestId);
    bench.simulator.faults.add('download', fault);
    expect((await failureOf(bench.provider.poll(requestId, asked))).retryable).toBe(true);
    expect((await bench.provider.poll(requestId, asked)).state).toBe('succeeded');
  });

  it('fail when Google has forgotten them, or answers with something else', async () => {
    expect(
      await bench.provider.poll('models/veo-fast/operations/gone', bench.video()),
    ).toMatchObject({
      state: 'failed',
      reason: 'outcome_unknown',
    });
    const { requestId } = await bench.provider.submit(bench.video());
    bench.simulator.faults.add('operation', commonFaults.status(200, { state: 'ARCHIVED' }));
    expect(await bench.provider.poll(requestId, bench.video())).toMatchObject({
      state: 'failed',
      reason: 'provider_error',
    });
    const { body } = googleErrors.overloaded();
    bench.simulator.faults.add('operation', commonFaults.status(200, body));
    expect(await bench.provider.poll(requestId, bench.video())).toMatchObject({
      state: 'failed',
      detail: 'The model is overloaded.',
    });
  });

  it('can not be cancelled', async () => {
    const { requestId } = await bench.provider.submit(bench.video());
    expect(await bench.provider.cancel(requestId, bench.video())).toBe(false);
  });
});

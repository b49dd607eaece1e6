import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { googleErrors } from '../../../../../simulators/google/errors.ts';
import type { GoogleScenario } from '../../../../../simulators/google/scenarios.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { bytesInUse } from '../../../../testing/bytesInUse.ts';
import type { ProviderRequest } from '../provider.ts';
import { failureOf } from '../testing/failureOf.ts';
import { bytesOf, googleBench, inlinePicture, key, picture } from './testing/googleBench.ts';

const bench = googleBench();
const smallPicture = await sharp({
  create: { width: 8, height: 8, channels: 3, background: 'teal' },
})
  .png()
  .toBuffer();

describe('pictures', () => {
  it('are made by the submit and returned by every poll', async () => {
    const asked = bench.request();
    const { requestId } = await bench.provider.submit(asked);
    for (let i = 0; i < 2; i++) {
      const bytes = bytesOf(await bench.provider.poll(requestId, asked));
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', height: 1184 });
    }
    expect(bench.simulator.submitsOf(asked.generationId)).toBe(1);
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
    await bench.provider.submit(bench.request(changes));
    expect(bench.simulator.requests.at(-1)).toMatchObject({
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

  it('do not include drafts that the model made while thinking', async () => {
    const asked = bench.request({ prompt: 'a lighthouse at dusk sim:thinking' });
    const { requestId } = await bench.provider.submit(asked);
    const thinking = await bench.provider.poll(requestId, asked);
    expect(thinking.state === 'succeeded' && thinking.files).toHaveLength(1);
    bench.simulator.script = () => 'success';
    const plain = await bench.provider.submit(asked);
    expect(bytesOf(thinking)).toEqual(bytesOf(await bench.provider.poll(plain.requestId, asked)));
  });

  it('outlive the process that made them, and are not requested again', async () => {
    const asked = bench.request();
    const { requestId } = await bench.provider.submit(asked);
    const found = await bench.providerWith({}).poll(requestId, asked);
    expect(bytesOf(found)).toEqual(bytesOf(await bench.provider.poll(requestId, asked)));
    expect(bench.simulator.submitsOf(asked.generationId)).toBe(1);
  });

  it('are returned while the storage fails, and lost only with the process then', async () => {
    bench.storage.refusesWrites = true;
    const asked = bench.request();
    const { requestId } = await bench.provider.submit(asked);
    expect((await bench.provider.poll(requestId, asked)).state).toBe('succeeded');
    expect(await bench.providerWith({}).poll(requestId, asked)).toMatchObject({
      state: 'failed',
      reason: 'outcome_unknown',
    });
    expect(bench.simulator.submitsOf(asked.generationId)).toBe(1);
  });

  it('take no memory of the process once they are made', async () => {
    const make = async (seed: number) => {
      const asked = bench.request({ seed });
      const { requestId } = await bench.provider.submit(asked);
      return bytesOf(await bench.provider.poll(requestId, asked)).length;
    };
    for (let seed = 100; seed < 110; seed++) {
      await make(seed);
    }
    const before = await bytesInUse();
    let pictureBytes = 0;
    for (let seed = 1; seed <= 40; seed++) {
      pictureBytes += await make(seed);
    }
    expect(pictureBytes).toBeGreaterThan(2_000_000);
    // Pictures held in memory would take at least as much as the pictures themselves.
    expect((await bytesInUse()) - before).toBeLessThan(pictureBytes);
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
    const failure = await failureOf(
      bench.provider.submit(bench.request({ prompt: `a cat sim:${scenario}` })),
    );
    expect(failure).toMatchObject({ reason, retryable: false });
    expect(failure.message).toMatch(detail);
  });

  it('with an error body and HTTP 200 are a failure', async () => {
    const { body } = googleErrors.overloaded();
    bench.simulator.faults.add('generateContent', commonFaults.status(200, body));
    expect((await failureOf(bench.provider.submit(bench.request()))).reason).toBe(
      'result_unusable',
    );
  });

  it('are not offered for operations that Google does not support', async () => {
    expect(bench.provider.supports('face_swap', 'gemini-image')).toBe(false);
    const failure = await failureOf(bench.provider.submit(bench.request({ operation: 'upscale' })));
    expect(failure).toMatchObject({ reason: 'invalid_input', retryable: false });
    expect(bench.simulator.requests).toEqual([]);
  });

  it.each([
    ['an answer whose unneeded fields are null', { promptFeedback: null, usageMetadata: null }],
    ['an answer that also speaks of a block', { promptFeedback: { blockReason: 'OTHER' } }],
  ])('are delivered when they are in %s', async (_name, rest) => {
    const inlineData = { data: smallPicture.toString('base64'), mimeType: null };
    const content = { parts: [null, { text: null, thought: null }, { inlineData }], role: null };
    const body = { candidates: [{ content, finishReason: null }], ...rest };
    bench.simulator.faults.add('generateContent', commonFaults.status(200, body));
    const { requestId } = await bench.provider.submit(bench.request());
    const bytes = bytesOf(await bench.provider.poll(requestId, bench.request()));
    expect(bytes).toEqual(smallPicture);
  });
});

describe('pictures of Imagen', () => {
  const imagen = (changes: Partial<ProviderRequest> = {}) =>
    bench.request({ providerModel: 'imagen-3.0-generate-002', ...changes });

  it('are made by `predict`, in the requested proportions', async () => {
    const asked = imagen();
    const { requestId } = await bench.provider.submit(asked);
    const bytes = bytesOf(await bench.provider.poll(requestId, asked));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', height: 1184 });
    expect(bench.simulator.requests.at(-1)).toMatchObject({
      path: '/v1beta/models/imagen-3.0-generate-002:predict',
      body: {
        instances: [{ prompt: 'a lighthouse at dusk' }],
        parameters: { sampleCount: 1, aspectRatio: '3:4', includeRaiReason: true },
      },
    });
  });

  it('that were filtered are refused with the reason', async () => {
    const failure = await failureOf(bench.provider.submit(imagen({ prompt: 'cat sim:refused' })));
    expect(failure).toMatchObject({ reason: 'content_refused', retryable: false });
    expect(failure.message).toMatch(/violate our policies/);
    const silent = await failureOf(bench.provider.submit(imagen({ prompt: 'cat sim:empty' })));
    expect(silent.reason).toBe('content_refused');
  });

  it('are delivered beside a filtered one and fields of another form', async () => {
    const bytesBase64Encoded = smallPicture.toString('base64');
    const predictions = [
      { raiFilteredReason: 'unsafe' },
      null,
      { bytesBase64Encoded, mimeType: 7 },
    ];
    bench.simulator.faults.add('predict', commonFaults.status(200, { predictions }));
    const { requestId } = await bench.provider.submit(imagen());
    const bytes = bytesOf(await bench.provider.poll(requestId, imagen()));
    expect(bytes).toEqual(smallPicture);
  });

  it('are Imagen’s only operation', () => {
    expect(bench.provider.supports('create', 'imagen-3.0-generate-002')).toBe(true);
    expect(bench.provider.supports('edit', 'imagen-3.0-generate-002')).toBe(false);
    expect(bench.provider.supports('create', 'veo-3.1-generate-preview')).toBe(false);
    expect(bench.provider.supports('video', 'gemini-2.5-flash-image')).toBe(false);
  });
});

it.each([
  ['gemini-2.5-flash-image', 'predict'],
  ['imagen-3.0-generate-002', 'generateContent'],
  ['veo-3.1-generate-preview', 'predict'],
])('the simulator knows no %s for the call %s, as the service', async (model, call) => {
  const answer = await fetch(`${bench.simulator.url}/v1beta/models/${model}:${call}`, {
    method: 'POST',
    headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ instances: [{ prompt: 'a' }], contents: [{ parts: [{ text: 'a' }] }] }),
  });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain(`is not supported for ${call}`);
});

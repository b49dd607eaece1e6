import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { falBench } from './testing/falBench.ts';

const bench = falBench();

describe('success', () => {
  it('goes from queued to running to a picture that can be downloaded', async () => {
    const asked = bench.request();
    const { requestId } = await bench.provider.submit(asked);
    expect(await bench.provider.poll(requestId, asked)).toEqual({ state: 'queued' });
    bench.simulator.jobs.advance(requestId);
    expect(await bench.provider.poll(requestId, asked)).toEqual({
      state: 'running',
      progress: null,
    });
    bench.simulator.jobs.advance(requestId);
    const state = await bench.provider.poll(requestId, asked);
    const file = state.state === 'succeeded' ? state.files[0] : undefined;
    const url = file !== undefined && 'url' in file ? file.url : '';
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'png',
      width: 768,
      height: 1024,
    });
    expect(bench.simulator.jobs.submitsOf(asked.generationId)).toBe(1);
  });

  it('makes a video', async () => {
    const asked = bench.request({ operation: 'video', providerModel: 'fal-ai/veo3.1/fast' });
    const state = await bench.run(asked);
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

  it('reads a picture that is embedded in the answer', async () => {
    const asked = bench.request();
    const { requestId } = await bench.provider.submit(asked);
    bench.finish(requestId);
    const body = { images: [{ url: 'data:image/png;base64,aGVsbG8=' }] };
    bench.simulator.faults.add('result', commonFaults.status(200, body));
    expect(await bench.provider.poll(requestId, asked)).toMatchObject({
      state: 'succeeded',
      files: [{ bytes: Buffer.from('hello'), mime: 'image/png' }],
    });
  });

  it('passes the address of the webhook', async () => {
    await bench.provider.submit(
      bench.request({ webhookUrl: 'https://example.org/fal/webhook?g=1&x=2' }),
    );
    const [job] = bench.simulator.jobs.all.values();
    expect(job?.webhookUrl).toBe('https://example.org/fal/webhook?g=1&x=2');
  });
});

describe('cancel', () => {
  it('is guaranteed only while the request is queued', async () => {
    const asked = bench.request();
    const waiting = await bench.provider.submit(asked);
    expect(await bench.provider.cancel(waiting.requestId, asked)).toBe(true);
    expect(await bench.provider.poll(waiting.requestId, asked)).toMatchObject({ state: 'failed' });
    const running = await bench.provider.submit(asked);
    bench.simulator.jobs.advance(running.requestId);
    expect(await bench.provider.cancel(running.requestId, asked)).toBe(false);
    bench.simulator.jobs.advance(running.requestId);
    expect(await bench.provider.cancel(running.requestId, asked)).toBe(false);
    expect((await bench.provider.poll(running.requestId, asked)).state).toBe('succeeded');
  });

  it('is not guaranteed when no answer comes', async () => {
    const { requestId } = await bench.provider.submit(bench.request());
    bench.simulator.faults.add('cancel', { kind: 'disconnect', done: false });
    expect(await bench.provider.cancel(requestId, bench.request())).toBe(false);
  });
});

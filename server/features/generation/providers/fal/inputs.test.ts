import { describe, expect, it } from 'vitest';
import type { ProviderRequest } from '../provider.ts';
import { failureOf } from '../testing/failureOf.ts';
import { falBench, picture } from './testing/falBench.ts';

const bench = falBench();

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
      'create by references',
      { inputs: [picture, picture], aspectRatio: '21:9' },
      {
        prompt: 'a lighthouse at dusk',
        seed: 7,
        num_images: 1,
        aspect_ratio: '21:9',
        image_urls: [uri, uri],
      },
    ],
    [
      'a tall format of FLUX',
      { providerModel: 'fal-ai/flux/schnell', aspectRatio: '4:5' },
      {
        prompt: 'a lighthouse at dusk',
        seed: 7,
        num_images: 1,
        image_size: { width: 896, height: 1120 },
      },
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
    await bench.provider.submit(bench.request(changes));
    expect(bench.lastSubmit()?.body).toEqual(body);
  });

  it('has a default prompt where the person gave none', async () => {
    const inputs = [picture];
    await bench.provider.submit(
      bench.request({
        operation: 'retouch',
        providerModel: 'fal-ai/retoucher',
        inputs,
        prompt: '',
      }),
    );
    expect(bench.lastSubmit()?.body).toMatchObject({
      prompt: expect.stringMatching(/Retouch/),
      image_url: uri,
    });
  });

  it('animates a picture at the endpoint for that', async () => {
    const inputs = [picture];
    await bench.provider.submit(
      bench.request({ operation: 'video', providerModel: 'fal-ai/veo3.1/fast', inputs }),
    );
    expect(bench.lastSubmit()).toMatchObject({
      path: '/fal-ai/veo3.1/fast/image-to-video',
      body: { image_url: uri },
    });
  });

  it('refuses texts that have to be rendered exactly', async () => {
    expect(bench.provider.supports('add_text', 'fal-ai/nano-banana')).toBe(false);
    const failure = await failureOf(
      bench.provider.submit(bench.request({ operation: 'add_text' })),
    );
    expect(failure).toMatchObject({ reason: 'invalid_input', retryable: false });
    expect(bench.submits()).toBe(0);
  });
});

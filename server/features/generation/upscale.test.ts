import { describe, expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider, samplePicture } from './testing/fakeProvider.ts';
import { pictureOrder, workOn } from './testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

async function upload(width: number, height: number) {
  const { call, userId } = await test.person();
  const form = new FormData();
  const bytes = await samplePicture('#3a6ea5', width, height);
  form.append('file', new Blob([new Uint8Array(bytes)]), 'a.png');
  const { id } = await call.generation.uploadInput(form);
  return { call, userId, input: { type: 'upload', id } as const };
}

const upscale = { operation: 'upscale', model: 'upscaler' } as const;

describe('an upscale', () => {
  it.each([
    [3000, 100, 4, { width: 8192, height: 273, isCapped: true }],
    [3000, 100, 2, { width: 6000, height: 200, isCapped: false }],
    [500, 400, 4, { width: 2000, height: 1600, isCapped: false }],
  ] as const)('of %i × %i by %i is quoted with its size', async (width, height, scale, size) => {
    const { call, input } = await upload(width, height);
    expect(await call.generation.quote({ ...upscale, scale, input })).toMatchObject({
      enlarged: size,
    });
  });

  it('that would exceed 8192 pixels is limited to them, and works', async () => {
    const { call, userId, input } = await upload(3000, 100);
    let asked = 0;
    provider.onSubmit = ({ scale = 0 }) => {
      asked = scale;
    };
    const { id } = await call.generation.create(
      pictureOrder({ ...upscale, scale: 4, inputs: [input] }),
    );
    await workOn(test.app, userId, id);
    expect(await call.generation.get({ id })).toMatchObject({ status: 'succeeded' });
    expect(asked).toBeCloseTo(8192 / 3000, 5);
  });

  it('of somebody else’s picture is not quoted', async () => {
    const [{ input }, { call }] = [await upload(20, 20), await upload(20, 20)];
    await expect(call.generation.quote({ ...upscale, input })).rejects.toMatchObject({
      message: 'INPUT_NOT_FOUND',
    });
  });
});

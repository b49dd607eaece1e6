/** Options besides the prompt, and which of them reach the provider. */
import { afterEach, describe, expect, it } from 'vitest';
import { aspectRatios } from '../../../shared/catalog/operations.ts';
import { testApp } from '../../testing/testApp.ts';
import { createLocalArtist } from './providers/localArtist/index.ts';
import { ProviderFailure, type ProviderRequest } from './providers/provider.ts';
import { createFakeProvider } from './testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from './testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });
/** No AI provider has keys. */
const alone = testApp({ overrides: { providers: { local: createLocalArtist() } } });

afterEach(() => {
  provider.onSubmit = null;
  provider.traits = { takesSeed: true, references: 4 };
});

/**
 * Places and runs an order.
 * @returns what the provider was asked for
 */
async function askedFor(changes: Parameters<typeof pictureOrder>[0]) {
  const { call, userId } = await test.person();
  const asked: ProviderRequest[] = [];
  provider.onSubmit = (request) => {
    asked.push(request);
  };
  const { id } = await call.generation.create(pictureOrder(changes));
  await workOn(test.app, userId, id);
  const [work] = (await call.gallery.list({})).items;
  return { asked: asked[0], work, call, userId };
}

async function modelOf({ app, person }: typeof test, operation: string, code: string) {
  app.catalog.invalidate();
  const { call } = await person();
  const { operations } = await call.generation.catalog();
  const found = operations.find((one) => one.code === operation);
  return { operation: found, model: found?.models.find((one) => one.code === code) };
}

describe('a format', () => {
  it('reaches a provider whose model has it', async () => {
    expect((await askedFor({ aspectRatio: '21:9' })).asked?.aspectRatio).toBe('21:9');
    const { model } = await modelOf(test, 'create', 'nano-banana');
    expect(model?.formats).toEqual([...aspectRatios]);
  });

  it('that the model does not have becomes the nearest supported one', async () => {
    const usual = `[{"provider": "fal", "model": "fal-ai/other"}]`;
    await updateRows(test.app, `update models set providers = $1 where code = 'nano-banana'`, [
      usual,
    ]);
    const { model } = await modelOf(test, 'create', 'nano-banana');
    expect(model?.formats).toEqual(['1:1', '3:4', '4:3', '9:16', '16:9']);
    const made: Record<string, string | undefined> = {};
    for (const aspectRatio of ['2:3', '3:2', '4:5', '21:9'] as const) {
      made[aspectRatio] = (await askedFor({ aspectRatio })).asked?.aspectRatio;
    }
    expect(made).toEqual({ '2:3': '3:4', '3:2': '4:3', '4:5': '3:4', '21:9': '16:9' });
    const video = { operation: 'video', model: 'veo-3-1-fast', aspectRatio: '1:1' } as const;
    expect((await askedFor(video)).asked?.aspectRatio).toBe('16:9');
  });
});

describe('a seed', () => {
  it('reaches the provider and is stored with the work', async () => {
    const { asked, work } = await askedFor({ seed: 4_294_967_295 });
    expect(asked?.seed).toBe(4_294_967_295);
    expect(work?.seed).toBe(4_294_967_295);
  });

  it('is refused when it is no 32-bit number', async () => {
    const { call } = await test.person();
    for (const seed of [-1, 1.5, 4_294_967_296]) {
      await expect(call.generation.create(pictureOrder({ seed }))).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
  });

  it('is offered only where it makes a difference', async () => {
    expect((await modelOf(alone, 'create', 'nano-banana')).model?.takesSeed).toBe(true);
    expect((await modelOf(alone, 'upscale', 'upscaler')).model?.takesSeed).toBe(false);
    expect((await modelOf(alone, 'create', 'nano-banana')).model?.maxCount).toBe(4);
    expect((await modelOf(alone, 'merge', 'merger')).model?.maxCount).toBe(1);
  });
});

describe('reference pictures for a new one', () => {
  it('reach a provider whose model takes them', async () => {
    const { work, call, userId } = await askedFor({});
    expect((await call.generation.catalog()).operations[0]).toMatchObject({ maxInputs: 4 });
    const asked: ProviderRequest[] = [];
    provider.onSubmit = (request) => {
      asked.push(request);
    };
    const inputs = [{ type: 'media' as const, id: work?.id ?? '' }];
    const { id } = await call.generation.create(pictureOrder({ inputs }));
    await workOn(test.app, userId, id);
    expect(asked[0]?.inputs).toHaveLength(1);
  });

  it('are refused where the model takes none, before anything is charged', async () => {
    const { work, call } = await askedFor({});
    provider.traits = { takesSeed: true, references: 0 };
    const before = (await call.me.get()).balance;
    const inputs = [{ type: 'media' as const, id: work?.id ?? '' }];
    const refusal = await call.generation
      .create(pictureOrder({ inputs }))
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      cause: { code: 'INPUTS_MISMATCH', details: { min: 0, max: 0 } },
    });
    expect((await call.me.get()).balance).toEqual(before);
    expect((await modelOf(alone, 'create', 'nano-banana')).operation?.maxInputs).toBe(0);
  });
});

describe('an unavailable operation says what would make it available', () => {
  it('names the providers that are not connected', async () => {
    const edit = await modelOf(alone, 'edit', 'editor');
    expect(edit.operation).toMatchObject({
      available: false,
      unavailability: { reason: 'not_connected', providers: ['google', 'fal'] },
    });
    expect((await modelOf(alone, 'face_swap', 'face-swapper')).operation?.unavailability).toEqual({
      reason: 'not_connected',
      providers: ['fal'],
    });
    expect((await modelOf(alone, 'create', 'nano-banana')).operation?.unavailability).toBeNull();
  });

  it('distinguishes a provider that does not answer from a model that is coming soon', async () => {
    const gone = new ProviderFailure('provider_unavailable', 'no such model', { scope: 'model' });
    await test.app.circuitBreaker.recordFailure('fal', 'fal-ai/face-swap', gone);
    expect((await modelOf(test, 'face_swap', 'face-swapper')).operation).toMatchObject({
      available: false,
      unavailability: { reason: 'not_answering', providers: ['fal'] },
    });
    await updateRows(test.app, `update models set status = 'soon' where code = 'face-swapper'`);
    expect((await modelOf(test, 'face_swap', 'face-swapper')).operation?.unavailability).toEqual({
      reason: 'soon',
      providers: [],
    });
  });
});

/** Works that another model, or the built-in artist, makes instead of the chosen model. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';
import { createLocalArtist } from './providers/localArtist/index.ts';
import { createFakeProvider, failing } from './testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from './testing/orders.ts';

const google = createFakeProvider({ name: 'google' });
const artist = createFakeProvider({ name: 'local', idempotentSubmit: true });
const standIn = { ...artist, isStandIn: true };
const env = { FREE_OPERATIONS_COUNT: '0' };
/** Google has keys, and the built-in artist stands in. */
const both = testApp({ env, overrides: { providers: { google, local: standIn } } });
/** No AI provider has keys. */
const alone = testApp({ env, overrides: { providers: { local: createLocalArtist() } } });
/** No AI provider has keys, and the owner sells the artist's works at the models' prices. */
const full = testApp({
  env,
  overrides: { providers: { local: { ...standIn, sellsAtModelPrice: true } } },
});

type World = typeof both;

afterEach(async () => {
  google.onSubmit = null;
  google.submits.length = 0;
  await updateRows(both.app, 'delete from alerts');
});

/** A person with coins and no other payer. */
async function rich({ app, person }: World) {
  await updateRows(app, `update models set status = 'active'`);
  app.catalog.invalidate();
  const { call, userId } = await person();
  await call.me.chooseDirection({ direction: 'personal', requestId: randomUUID() });
  const make = async (changes: Parameters<typeof pictureOrder>[0]) => {
    const { id } = await call.generation.create(pictureOrder(changes));
    await workOn(app, userId, id);
    return call.generation.get({ id });
  };
  const coins = async () => (await call.me.get()).balance.coins;
  return { call, userId, make, coins };
}

const video = { operation: 'video', model: 'veo-3-1-pro', prompt: 'waves' } as const;
const byArtist = { model: 'veo-3-1-fast', modelName: 'Veo 3.1 Fast', standIn: true };

describe('a model that only the built-in artist can stand in for', () => {
  it('is quoted with its maker and at the price of the stand-in', async () => {
    const { call } = await rich(alone);
    expect(await call.generation.quote(video)).toMatchObject({ price: 300, madeBy: byArtist });
    const { operations } = await call.generation.catalog();
    const pro = operations
      .find(({ code }) => code === 'video')
      ?.models.find(({ code }) => code === 'veo-3-1-pro');
    expect(pro).toMatchObject({ price: 300, madeBy: byArtist, available: true });
  });

  it('costs that price, and the work is labelled', async () => {
    const { make, coins } = await rich(alone);
    const before = await coins();
    const made = await make({ ...video, madeBy: { model: 'veo-3-1-fast', standIn: true } });
    expect(made).toMatchObject({ status: 'succeeded', price: 300, madeBy: byArtist });
    expect(made.media[0]).toMatchObject({ model: 'veo-3-1-fast', standIn: true, price: 300 });
    expect(before - (await coins())).toBe(300);
  });

  it('is not offered when the owner has set no price for the stand-in', async () => {
    const { call } = await rich(alone);
    await updateRows(
      alone.app,
      `update models set providers = '[{"provider": "fal", "model": "x"}, {"provider": "local", "model": "clip"}]'
       where operation = 'video'`,
    );
    alone.app.catalog.invalidate();
    await expect(call.generation.quote(video)).rejects.toMatchObject({
      message: 'OPERATION_UNAVAILABLE',
    });
  });

  it('costs the price of the model where the owner says so, and is labelled all the same', async () => {
    const { call } = await rich(full);
    expect(await call.generation.quote(video)).toMatchObject({ price: 1900, madeBy: byArtist });
    const picture = { operation: 'create', model: 'nano-banana' } as const;
    expect(await call.generation.quote(picture)).toMatchObject({
      price: 150,
      madeBy: { model: 'nano-banana', standIn: true },
    });
  });
});

describe('a model whose fallback makes the work', () => {
  const imagen = { operation: 'create', model: 'imagen-3' } as const;
  const banana = { model: 'nano-banana', standIn: false };

  async function withoutImagen() {
    const world = await rich(both);
    await updateRows(
      both.app,
      `update models set providers = '[{"provider": "fal", "model": "fal-ai/imagen3"}]' where code = 'imagen-3'`,
    );
    both.app.catalog.invalidate();
    return world;
  }

  it('is quoted with the fallback and the lower of both prices, charged and labelled accordingly', async () => {
    const { call, make, coins } = await withoutImagen();
    expect(await call.generation.quote(imagen)).toMatchObject({
      price: 150,
      madeBy: { ...banana, modelName: 'Nano Banana' },
    });
    const before = await coins();
    const made = await make({ ...imagen, madeBy: banana });
    expect(made).toMatchObject({ status: 'succeeded', model: 'imagen-3', madeBy: banana });
    expect(made.media[0]).toMatchObject({ model: 'nano-banana', modelName: 'Nano Banana' });
    expect(before - (await coins())).toBe(150);
  });

  it('keeps its own price when the fallback is dearer', async () => {
    const { call } = await withoutImagen();
    await updateRows(both.app, `update models set price = 900 where code = 'nano-banana'`);
    both.app.catalog.invalidate();
    expect(await call.generation.quote(imagen)).toMatchObject({ price: 300 });
    await updateRows(both.app, `update models set price = 150 where code = 'nano-banana'`);
  });

  it('is refused when the person was shown another maker', async () => {
    const { call, coins } = await withoutImagen();
    const before = await coins();
    for (const madeBy of [null, { model: 'nano-banana', standIn: true }]) {
      await expect(
        call.generation.create(pictureOrder({ ...imagen, madeBy })),
      ).rejects.toMatchObject({ message: 'MAKER_CHANGED' });
    }
    expect(await coins()).toBe(before);
  });
});

describe('a provider that refuses a generation that was quoted with it', () => {
  it('is not silently replaced: refunded, and the next quote names the maker', async () => {
    const { call, make, coins } = await rich(both);
    const picture = { operation: 'create', model: 'nano-banana' } as const;
    expect(await call.generation.quote(picture)).toMatchObject({ price: 150, madeBy: null });
    const before = await coins();
    google.onSubmit = failing('provider_out_of_money');
    expect(await make({ ...picture, madeBy: null })).toMatchObject({
      status: 'failed',
      failure: 'provider_out_of_money',
      refunded: true,
    });
    expect(await coins()).toBe(before);
    const quotedMaker = { model: 'nano-banana', standIn: true };
    expect(await call.generation.quote(picture)).toMatchObject({ price: 50, madeBy: quotedMaker });
    expect(await make({ ...picture, madeBy: quotedMaker })).toMatchObject({
      status: 'succeeded',
      price: 50,
      madeBy: quotedMaker,
    });
    expect(google.submits).toEqual([]);
  });
});

it('the built-in artist is a stand-in, at its own price unless the owner says otherwise', () => {
  expect(createLocalArtist()).toMatchObject({ isStandIn: true, sellsAtModelPrice: false });
  expect(createLocalArtist({ sellsAtModelPrice: true }).sellsAtModelPrice).toBe(true);
});

/** Every model of the default catalog, switched on, works with each AI provider that it names. */
import { afterAll, describe, expect, it } from 'vitest';
import { defaultModels } from '../../../shared/catalog/models.ts';
import { operationRules } from '../../../shared/catalog/operations.ts';
import { startFalSimulator } from '../../../simulators/fal/index.ts';
import { startGoogleSimulator } from '../../../simulators/google/index.ts';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { samplePicture } from './testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from './testing/orders.ts';

const [fal, google] = await Promise.all([
  startFalSimulator({ key: 'fal-key', queueMs: 1, runMs: 1 }),
  startGoogleSimulator({ key: 'gemini-key', runMs: 1 }),
]);
afterAll(() => Promise.all([fal.close(), google.close()]));

const worlds = {
  fal: testApp({ env: { FAL_KEY: 'fal-key', FAL_API_ROOT: fal.url } }),
  google: testApp({ env: { GEMINI_API_KEY: 'gemini-key', GEMINI_API_ROOT: google.url } }),
};
const readProvider = sql<{ provider: string }>('select provider from generations where id = $1');

const named = (['fal', 'google'] as const).flatMap((provider) =>
  defaultModels
    .filter(({ providers }) => providers.some((entry) => entry.provider === provider))
    .map(({ code, operation }) => [provider, code, operation] as const),
);

describe('an activated model', () => {
  it.each(named)('of %s works: %s', async (provider, code, operation) => {
    const test = worlds[provider];
    await updateRows(test.app, `update models set status = 'active'`);
    test.app.catalog.invalidate();
    const { call, userId } = await test.person();
    await updateRows(test.app, `update users set free_access_until = now() + interval '1 day'`);
    const [count] = operationRules[operation].inputs;
    const inputs = await Promise.all(
      Array.from({ length: count }, async () => {
        const form = new FormData();
        form.append('file', new Blob([new Uint8Array(await samplePicture())]), 'a.png');
        const { id } = await call.generation.uploadInput(form);
        return { type: 'upload' as const, id };
      }),
    );
    const order = pictureOrder({ operation, model: code, inputs });
    const { id } = await call.generation.create(order);
    await workOn(test.app, userId, id);
    expect(await call.generation.get({ id })).toMatchObject({
      status: 'succeeded',
      madeBy: null,
    });
    expect(await test.app.db.query(readProvider, [id])).toEqual([{ provider }]);
  });
});

describe('a model that its provider has removed', () => {
  it('is disabled by its own circuit, and the provider’s other models go on', async () => {
    const { app, person } = worlds.google;
    await updateRows(
      app,
      `update models set status = 'active', fallback = null,
         providers = '[{"provider": "google", "model": "imagen-retired"}]' where code = 'imagen-3'`,
    );
    google.faults.add('predict', {
      kind: 'answer',
      answer: { status: 404, body: { error: { code: 404, status: 'NOT_FOUND', message: 'gone' } } },
      done: false,
    });
    app.catalog.invalidate();
    const { call, userId } = await person();
    await updateRows(app, `update users set free_access_until = now() + interval '1 day'`);
    const gone = await call.generation.create(pictureOrder({ model: 'imagen-3' }));
    await workOn(app, userId, gone.id);
    expect(await call.generation.get({ id: gone.id })).toMatchObject({
      status: 'failed',
      failure: 'provider_unavailable',
    });
    const { operations } = await call.generation.catalog();
    const models = operations.find((operation) => operation.code === 'create')?.models ?? [];
    expect(models.map(({ code, available, madeBy }) => ({ code, available, madeBy }))).toEqual([
      { code: 'nano-banana', available: true, madeBy: null },
      { code: 'imagen-3', available: false, madeBy: null },
    ]);
    const alive = await call.generation.create(pictureOrder());
    await workOn(app, userId, alive.id);
    expect(await call.generation.get({ id: alive.id })).toMatchObject({
      status: 'succeeded',
      madeBy: null,
    });
  });
});

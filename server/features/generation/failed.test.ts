import { expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from './testing/fakeProvider.ts';
import { pictureOrder, workOn } from './testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

type Person = Awaited<ReturnType<typeof test.person>>;

async function run({ call, userId }: Person, state: typeof provider.state): Promise<string> {
  provider.state = state;
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
  return id;
}
const failure = { state: 'failed', reason: 'provider_error', detail: 'broken' } as const;

it('a failure is shown on every device until it was seen on one of them', async () => {
  const person = await test.person();
  const { generation } = person.call;
  const [older, newer] = [await run(person, failure), await run(person, failure)];
  const failed = async () => (await generation.failed()).items.map(({ id }) => id);
  expect(await failed()).toEqual([newer, older]);
  expect(await generation.seeFailure({ id: newer })).toEqual({ seen: true });
  expect(await generation.seeFailure({ id: newer })).toEqual({ seen: false });
  expect(await failed()).toEqual([older]);
});

it('nobody can see or dismiss the failures of others', async () => {
  const [owner, stranger] = [await test.person(), await test.person()];
  const id = await run(owner, failure);
  expect((await stranger.call.generation.failed()).items).toEqual([]);
  expect(await stranger.call.generation.seeFailure({ id })).toEqual({ seen: false });
  expect((await owner.call.generation.failed()).items).toHaveLength(1);
});

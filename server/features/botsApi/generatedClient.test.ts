/** The OpenAPI document, read by a third-party program: a bot's author has nothing else. */
import { randomInt, randomUUID } from 'node:crypto';
import { type Document, OpenAPIClientAxios } from 'openapi-client-axios';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { makeKey } from './testing.ts';

const test = testApp({ env: { PORT: '0' } });
let served: Awaited<ReturnType<typeof serveHttp>>;
beforeAll(async () => {
  served = await serveHttp(test.app);
});
afterAll(() => served.stop());

const label = { ru: 'Знаток', en: 'Expert' };
/** In the order in which a bot would call: the person is met first, and given something before it is used. */
const bodies: Record<string, object | undefined> = {
  putUser: { firstName: 'Anna' },
  putBadge: { name: label, description: label },
  grantFreeTrainings: { count: 2, source: 'ADMIN' },
  putSession: { session: { question: 3 } },
  addXp: { amount: 10 },
  awardBadge: { badge: 'expert' },
  recordTraining: { totalScore: 140, maxScore: 185 },
  redeemPromo: { code: 'WELCOME2024' },
  useAccess: {},
};

it('lets a client that is generated from it call every operation', async () => {
  const definition = (await (await fetch(`${served.url}/api/v1/openapi.json`)).json()) as Document;
  const { key } = await makeKey(test.app, 'generated_bot');
  const generated = new OpenAPIClientAxios({
    definition,
    axiosConfigDefaults: {
      baseURL: served.url,
      headers: { authorization: `Bearer ${key}` },
      validateStatus: () => true,
    },
  });
  const client = await generated.init();
  const described = generated.getOperations();
  const ids = described.map(({ operationId = '' }) => operationId);
  const rest = ids.filter((id) => !(id in bodies));
  expect(ids).toEqual(expect.arrayContaining(Object.keys(bodies)));
  const values: Record<string, string | number> = {
    telegramId: randomInt(1_000_000, 2 ** 40),
    code: 'expert',
  };
  for (const id of [...Object.keys(bodies), ...rest]) {
    const { parameters = [] } = described.find((one) => one.operationId === id) ?? {};
    const asked = (parameters as { name: string; required?: boolean }[])
      .filter(({ required }) => required)
      .map(({ name }) => [name, values[name] ?? randomUUID()]);
    const answer = await client[id]?.(Object.fromEntries(asked), bodies[id]);
    expect({ id, status: answer?.status, data: answer?.data }).toMatchObject({
      id,
      status: 200,
      data: expect.any(Object),
    });
  }
});

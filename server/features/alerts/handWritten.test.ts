/** Rows that keep JSON are also written by hand and by other versions: whoever reads them goes on. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, updateRows } from '../generation/testing/orders.ts';
import { openCircuit, readCircuits } from './service.ts';

const test = testApp({
  env: { METRICS_TOKEN: 'metrics-token-of-the-tests', PORT: '0' },
  overrides: { providers: { fal: createFakeProvider() } },
});
let admin: Awaited<ReturnType<typeof test.admin>>['call']['admin'];

/** Details that no code of ours writes, and what an admin sees of each. */
const oddDetails = [
  ['{}', {}],
  ['{"until": "soon", "times": "often"}', { until: 'soon', times: 'often' }],
  ['{"until": 5, "times": null}', { until: 5, times: null }],
  ['null', {}],
  ['["a", 1]', { value: ['a', 1] }],
  ['"a text"', { value: 'a text' }],
] as const;
const keyOf = (at: number) => `fal:odd-${at}`;

beforeAll(async () => {
  admin = (await test.admin()).call.admin;
  for (const [at, [detail]] of oddDetails.entries()) {
    await updateRows(
      test.app,
      `insert into alerts (kind, key, detail) values ('model_down', '${keyOf(at)}', '${detail}')`,
    );
  }
});

describe('an alert whose details nobody knows', () => {
  it('is listed, and leaves the health of the queue and creation working', async () => {
    const { items } = await admin.alerts({ filter: 'all' });
    const shown = oddDetails.map(([, detail], at) => ({ key: keyOf(at), detail }));
    expect(items.map(({ key, detail }) => ({ key, detail }))).toEqual(
      expect.arrayContaining(shown),
    );
    const { outages } = await admin.generationHealth();
    expect(outages).toEqual(
      expect.arrayContaining(shown.map(({ key }) => ({ key, isOpen: false }))),
    );
    const { call } = await test.person();
    await expect(call.generation.create(pictureOrder())).resolves.toMatchObject({
      status: 'queued',
    });
  });

  it('opens at the next failure, and for longer after the one that follows', async () => {
    const why = { reason: 'provider_unavailable', text: 'down', minS: 60, maxS: 3600 };
    for (const [at] of oddDetails.entries()) {
      const circuit = { kind: 'model_down', key: keyOf(at) } as const;
      const open = () => test.app.db.transaction((tx) => openCircuit(tx, circuit, why));
      const times = async () => {
        const { items } = await admin.alerts({ filter: 'open' });
        return items.find(({ key }) => key === circuit.key)?.detail.times;
      };
      await open();
      await open();
      expect(await times()).toBe(1);
      const end = `update alerts set detail = detail || '{"until": "2020-01-01T00:00:00Z"}'`;
      await updateRows(test.app, `${end} where key = '${circuit.key}'`);
      await open();
      expect(await times()).toBe(2);
    }
    const circuits = await readCircuits(test.app.db);
    expect(circuits.filter(({ isOpen }) => isOpen)).toHaveLength(oddDetails.length);
  });

  it('is closed by hand, and the log says so', async () => {
    const { items } = await admin.alerts({ filter: 'open' });
    for (const { id } of items) {
      await admin.resolveAlert({ requestId: randomUUID(), alertId: id, reason: 'looked at' });
    }
    expect((await admin.alerts({ filter: 'open' })).items).toEqual([]);
  });
});

it.each(['"none"', '[]', '{"at": 5, "violations": "many"}', 'null'])(
  'a result of the last audit that reads %s hides neither the overview nor the metrics',
  async (value) => {
    await updateRows(
      test.app,
      `insert into settings (key, value) values ('last_audit', '${value}')
       on conflict (key) do update set value = excluded.value`,
    );
    await expect(admin.overview({ period: 'today' })).resolves.toMatchObject({ violations: 0 });
    const { url, stop } = await serveHttp(test.app);
    try {
      const headers = { authorization: 'Bearer metrics-token-of-the-tests' };
      const answer = await fetch(`${url}/metrics`, { headers });
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringContaining('# HELP'),
      ]);
    } finally {
      await stop();
    }
  },
);

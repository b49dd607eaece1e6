/** Controls of the simulator over HTTP, for manual use and for browser tests. */
import type { Express, Response } from 'express';
import { refusalAnswer } from './api.ts';
import { Refusal } from './requests.ts';
import type { YooKassaSimulator } from './simulator.ts';

export function mountControl(app: Express, simulator: YooKassaSimulator): void {
  const { notifications, shop } = simulator;
  const payments = {
    pay: (id: string) => simulator.pay(id),
    decline: (id: string) => simulator.decline(id),
    expire: (id: string) => simulator.expire(id),
  };
  for (const [name, act] of Object.entries(payments)) {
    app.post(`/sim/payments/:id/${name}`, (request, response) =>
      refusing(response, () => act(request.params.id)),
    );
  }
  app.get('/sim/payments', (_request, response) => void response.json([...shop.payments.values()]));
  app.post('/sim/notifications/hold', (_request, response) => {
    notifications.holding = true;
    response.json({ holding: true });
  });
  app.post('/sim/notifications/release', async (request, response) => {
    notifications.holding = false;
    const times = Number(request.query.times ?? 1);
    const order = request.query.order === 'shuffled' ? 'shuffled' : 'kept';
    response.json({ statuses: await notifications.release({ times, order }) });
  });
  app.post('/sim/notifications/drop', (_request, response) => {
    response.json({ dropped: notifications.drop() });
  });
}

function refusing(response: Response, act: () => unknown): void {
  try {
    response.json(act());
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    response.status(error.status).json(refusalAnswer(error).body);
  }
}

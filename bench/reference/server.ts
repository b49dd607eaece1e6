/**
 * The usual way to write the same calls: tRPC on Express, init data validated by the usual library on
 * every request, Sequelize's models, managed transactions, the job library as its manual shows it.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express from 'express';
import helmet from 'helmet';
import { serveParent } from '../child.ts';
import { charge } from './charge.ts';
import { generationRouter, stopQueue } from './creation.ts';
import { meRouter } from './me.ts';
import { models, router } from './procedures.ts';

const web = express();
web.use(helmet());
web.use(
  '/trpc',
  createExpressMiddleware({
    router: router({ me: meRouter, charge, generation: generationRouter }),
    createContext: ({ req }) => ({ authorization: req.headers.authorization }),
  }),
);
const server = web.listen(0, '127.0.0.1');
await once(server, 'listening');
server.keepAliveTimeout = 65_000;
const { port } = server.address() as AddressInfo;

serveParent(
  { origin: `http://127.0.0.1:${port}` },
  async () => process.cpuUsage(),
  async () => {
    server.closeAllConnections();
    server.close();
    await stopQueue();
    await models.sequelize.close();
  },
);

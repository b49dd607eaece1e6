/** Our server, with two more procedures: one that does nothing, and one that only charges. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { appRouter } from '../server/app/appRouter.ts';
import { createContext } from '../server/app/createContext.ts';
import { createApp } from '../server/app/httpApp.ts';
import { actorName } from '../server/auth/actor.ts';
import * as ledger from '../server/ledger/index.ts';
import { userProcedure } from '../server/trpc/procedures.ts';
import { mergeRouters, publicProcedure, router } from '../server/trpc/trpc.ts';
import { serveParent } from './child.ts';
import { readBenchConfig } from './config.ts';
import { teamListsRouter } from './teamLists.ts';

const benchRouter = router({
  bench: router({
    lists: teamListsRouter,
    empty: publicProcedure.query(() => null),
    charge: userProcedure
      .input(z.object({ requestId: z.uuid() }))
      .output(z.object({ balance: z.int() }))
      .mutation(({ ctx: { app, actor }, input }) =>
        app.db.transaction(async (tx) => {
          const { entry } = await ledger.post(tx, {
            kind: 'admin_adjustment',
            direction: 'take',
            asset: 'coins',
            userId: actor.userId,
            botName: actor.botName,
            actor: actorName(actor),
            amount: 150,
            actionId: input.requestId,
          });
          return { balance: entry.balance_after };
        }),
      ),
  }),
});

const app = await createContext(readBenchConfig({ ROLES: 'web' }));
const server = createApp(app, mergeRouters(appRouter, benchRouter)).listen(0, '127.0.0.1');
await once(server, 'listening');
server.keepAliveTimeout = 65_000;
const { port } = server.address() as AddressInfo;

serveParent(
  { origin: `http://127.0.0.1:${port}` },
  async () => process.cpuUsage(),
  async () => {
    server.closeAllConnections();
    server.close();
    await app.close();
  },
);

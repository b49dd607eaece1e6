import {
  webinarActionInput,
  webinarActionOutput,
  webinarsListOutput,
} from '../../../shared/schemas/webinars.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { listWebinars } from './list.ts';
import * as webinars from './places.ts';

export const webinarsRouter = router({
  list: userProcedure
    .output(webinarsListOutput)
    .query(({ ctx }) => listWebinars(ctx.app, ctx.actor)),
  register: userProcedure
    .input(webinarActionInput)
    .output(webinarActionOutput)
    .mutation(({ ctx, input }) => webinars.register(ctx.app, ctx.actor, input)),
  unregister: userProcedure
    .input(webinarActionInput)
    .output(webinarActionOutput)
    .mutation(({ ctx, input }) => webinars.unregister(ctx.app, ctx.actor, input)),
});

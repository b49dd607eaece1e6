import {
  chooseDirectionInput,
  launchInput,
  launchOutput,
  me,
  updateSettingsInput,
} from '../../../shared/schemas/me.ts';
import { callerProcedure, userProcedure } from '../../trpc/procedures.ts';
import { syncParser } from '../../trpc/syncParser.ts';
import { router } from '../../trpc/trpc.ts';
import * as users from './service.ts';

export const meRouter = router({
  launch: callerProcedure
    .input(launchInput)
    .output(launchOutput)
    .mutation(({ ctx, input }) => users.launch(ctx.app, ctx.caller, input)),
  get: userProcedure
    .output(syncParser(me))
    .query(({ ctx }) => users.getMe(ctx.app, ctx.actor.userId, ctx.actor.botName)),
  updateSettings: userProcedure
    .input(updateSettingsInput)
    .output(me)
    .mutation(({ ctx, input }) => users.updateSettings(ctx.app, ctx.actor, input)),
  chooseDirection: userProcedure
    .input(chooseDirectionInput)
    .output(me)
    .mutation(({ ctx, input }) => users.chooseDirection(ctx.app, ctx.actor, input)),
});

import {
  modelUseOutput,
  progressOutput,
  trainingsInput,
  trainingsOutput,
} from '../../../shared/schemas/progress.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { readModelUse } from './modelUse.ts';
import { readProgress } from './overview.ts';
import { listTrainings } from './trainings.ts';

export const progressRouter = router({
  get: userProcedure
    .output(progressOutput)
    .query(({ ctx }) => readProgress(ctx.app, ctx.actor.userId)),
  models: userProcedure
    .output(modelUseOutput)
    .query(({ ctx }) => readModelUse(ctx.app, ctx.actor.userId)),
  trainings: userProcedure
    .input(trainingsInput)
    .output(trainingsOutput)
    .query(({ ctx, input }) => listTrainings(ctx.app, ctx.actor.userId, input)),
});

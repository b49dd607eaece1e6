import {
  actionsInput,
  actionsOutput,
  adjustBalanceInput,
  adjustBalanceOutput,
  alertsInput,
  alertsOutput,
  auditAuthorsOutput,
  generationActionInput,
  generationActionOutput,
  resolveAlertInput,
  resolveAlertOutput,
} from '../../../shared/schemas/admin.ts';
import {
  botKeyFacts,
  botKeysOutput,
  createBotKeyInput,
  createBotKeyOutput,
  revokeBotKeyInput,
} from '../../../shared/schemas/adminBots.ts';
import { exportListInput, exportListOutput } from '../../../shared/schemas/adminExport.ts';
import {
  generationDetails,
  generationHealthOutput,
  generationKeyInput,
  generationsInput,
  generationsOutput,
  refundGenerationInput,
  refundGenerationOutput,
} from '../../../shared/schemas/adminGenerations.ts';
import { overviewInput, overviewOutput } from '../../../shared/schemas/adminOverview.ts';
import { adminProcedure, supportProcedure } from '../../trpc/procedures.ts';
import { mergeRouters, router } from '../../trpc/trpc.ts';
import { listAlerts, resolveAlert } from './alerts.ts';
import { createBotKey, listBotKeys, revokeBotKey } from './botKeys.ts';
import { broadcastRouter } from './broadcastRouter.ts';
import { linkToList } from './export/export.ts';
import {
  failGeneration,
  getGenerationHealth,
  inspectGeneration,
  listGenerations,
  refundGeneration,
  retryGeneration,
} from './generations.ts';
import { listAuditAuthors, readAuditLog } from './log.ts';
import { adjustBalance } from './manage.ts';
import { getOverview } from './overview.ts';
import { paymentsRouter } from './payments/paymentsRouter.ts';
import { peopleRouter } from './peopleRouter.ts';
import { recordsRouter } from './records/router.ts';
import { supportProcedures } from './support/supportRouter.ts';
import { webinarPeopleRouter } from './webinars/router.ts';

/** Payments, alerts and the audit log. */
const teamRouter = router({
  ...supportProcedures,
  overview: supportProcedure
    .input(overviewInput)
    .output(overviewOutput)
    .query(({ ctx, input }) => getOverview(ctx.app, input)),
  alerts: supportProcedure
    .input(alertsInput)
    .output(alertsOutput)
    .query(({ ctx, input }) => listAlerts(ctx.app, input)),
  actions: supportProcedure
    .input(actionsInput)
    .output(actionsOutput)
    .query(({ ctx, input }) => readAuditLog(ctx.app, input)),
  auditAuthors: supportProcedure
    .output(auditAuthorsOutput)
    .query(({ ctx }) => listAuditAuthors(ctx.app)),
  exportList: supportProcedure
    .input(exportListInput)
    .output(exportListOutput)
    .mutation(({ ctx, input }) => linkToList(ctx.app, ctx.actor, input)),
  botKeys: supportProcedure.output(botKeysOutput).query(({ ctx }) => listBotKeys(ctx.app)),
  createBotKey: adminProcedure
    .input(createBotKeyInput)
    .output(createBotKeyOutput)
    .mutation(({ ctx, input }) => createBotKey(ctx.app, ctx.actor, input)),
  revokeBotKey: adminProcedure
    .input(revokeBotKeyInput)
    .output(botKeyFacts)
    .mutation(({ ctx, input }) => revokeBotKey(ctx.app, ctx.actor, input)),
  adjustBalance: adminProcedure
    .input(adjustBalanceInput)
    .output(adjustBalanceOutput)
    .mutation(({ ctx, input }) => adjustBalance(ctx.app, ctx.actor, input)),
  resolveAlert: adminProcedure
    .input(resolveAlertInput)
    .output(resolveAlertOutput)
    .mutation(({ ctx, input }) => resolveAlert(ctx.app, ctx.actor, input)),
});

/** Works: search, inspection, requeue, refund. */
const generationsRouter = router({
  generations: supportProcedure
    .input(generationsInput)
    .output(generationsOutput)
    .query(({ ctx, input }) => listGenerations(ctx.app, input)),
  generation: supportProcedure
    .input(generationKeyInput)
    .output(generationDetails)
    .query(({ ctx, input }) => inspectGeneration(ctx.app, input)),
  generationHealth: supportProcedure
    .output(generationHealthOutput)
    .query(({ ctx }) => getGenerationHealth(ctx.app)),
  retryGeneration: adminProcedure
    .input(generationActionInput)
    .output(generationActionOutput)
    .mutation(({ ctx, input }) => retryGeneration(ctx.app, ctx.actor, input)),
  failGeneration: adminProcedure
    .input(generationActionInput)
    .output(generationActionOutput)
    .mutation(({ ctx, input }) => failGeneration(ctx.app, ctx.actor, input)),
  refundGeneration: adminProcedure
    .input(refundGenerationInput)
    .output(refundGenerationOutput)
    .mutation(({ ctx, input }) => refundGeneration(ctx.app, ctx.actor, input)),
});

/** Support reads everything, admins change things. Each section has its own router. */
export const adminRouter = mergeRouters(
  teamRouter,
  peopleRouter,
  paymentsRouter,
  generationsRouter,
  recordsRouter,
  webinarPeopleRouter,
  broadcastRouter,
);

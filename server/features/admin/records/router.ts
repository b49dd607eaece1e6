import {
  changedRecordOutput,
  changeRecordInput,
  changeSettingsInput,
  changeSettingsOutput,
  createPromoCodesInput,
  createPromoCodesOutput,
  createRecordInput,
  promoUsesInput,
  promoUsesOutput,
  recordsInput,
  recordsOutput,
  settingsOutput,
  toggleRecordsInput,
  toggleRecordsOutput,
} from '../../../../shared/schemas/adminRecords.ts';
import { adminProcedure, supportProcedure } from '../../../trpc/procedures.ts';
import { router } from '../../../trpc/trpc.ts';
import { createPromoCodes, readPromoUses } from './promo.ts';
import { addRecord, editRecord, readRecords, switchRecords } from './records.ts';
import { editSettings, getSettings } from './settings.ts';

/** The catalog: everything that is kept in records. */
export const recordsRouter = router({
  records: supportProcedure
    .input(recordsInput)
    .output(recordsOutput)
    .query(({ ctx, input }) => readRecords(ctx.app, input)),
  settings: supportProcedure.output(settingsOutput).query(({ ctx }) => getSettings(ctx.app)),
  changeSettings: adminProcedure
    .input(changeSettingsInput)
    .output(changeSettingsOutput)
    .mutation(({ ctx, input }) => editSettings(ctx.app, ctx.actor, input)),
  changeRecord: adminProcedure
    .input(changeRecordInput)
    .output(changedRecordOutput)
    .mutation(({ ctx, input }) => editRecord(ctx.app, ctx.actor, input)),
  createRecord: adminProcedure
    .input(createRecordInput)
    .output(changedRecordOutput)
    .mutation(({ ctx, input }) => addRecord(ctx.app, ctx.actor, input)),
  toggleRecords: adminProcedure
    .input(toggleRecordsInput)
    .output(toggleRecordsOutput)
    .mutation(({ ctx, input }) => switchRecords(ctx.app, ctx.actor, input)),
  createPromoCodes: adminProcedure
    .input(createPromoCodesInput)
    .output(createPromoCodesOutput)
    .mutation(({ ctx, input }) => createPromoCodes(ctx.app, ctx.actor, input)),
  promoUses: supportProcedure
    .input(promoUsesInput)
    .output(promoUsesOutput)
    .query(({ ctx, input }) => readPromoUses(ctx.app, input)),
});

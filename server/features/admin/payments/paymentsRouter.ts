import {
  adminPaymentsInput,
  adminPaymentsOutput,
  checkPaymentInput,
  checkPaymentOutput,
  paymentDetails,
  paymentIdInput,
  providerDayInput,
  providerDayOutput,
  providerTotalsInput,
  providerTotalsOutput,
  refundPaymentInput,
  refundPaymentOutput,
  refundPreview,
  refundPreviewInput,
} from '../../../../shared/schemas/adminPayments.ts';
import { adminProcedure, supportProcedure } from '../../../trpc/procedures.ts';
import { router } from '../../../trpc/trpc.ts';
import { checkPayment, inspectPayment, previewRefund } from './inspect.ts';
import { listPayments, refundPayment } from './payments.ts';
import { getProviderDay, getProviderTotals } from './providerTotals.ts';

/** Payments: search, inspection, check with the provider, refunds, comparison. */
export const paymentsRouter = router({
  payments: supportProcedure
    .input(adminPaymentsInput)
    .output(adminPaymentsOutput)
    .query(({ ctx, input }) => listPayments(ctx.app, input)),
  payment: supportProcedure
    .input(paymentIdInput)
    .output(paymentDetails)
    .query(({ ctx, input }) => inspectPayment(ctx.app, input.paymentId)),
  refundPreview: supportProcedure
    .input(refundPreviewInput)
    .output(refundPreview)
    .query(({ ctx, input }) => previewRefund(ctx.app, input)),
  providerTotals: supportProcedure
    .input(providerTotalsInput)
    .output(providerTotalsOutput)
    .query(({ ctx, input }) => getProviderTotals(ctx.app, input)),
  providerDay: supportProcedure
    .input(providerDayInput)
    .output(providerDayOutput)
    .query(({ ctx, input }) => getProviderDay(ctx.app, input)),
  checkPayment: adminProcedure
    .input(checkPaymentInput)
    .output(checkPaymentOutput)
    .mutation(({ ctx, input }) => checkPayment(ctx.app, ctx.actor, input)),
  refundPayment: adminProcedure
    .input(refundPaymentInput)
    .output(refundPaymentOutput)
    .mutation(({ ctx, input }) => refundPayment(ctx.app, ctx.actor, input)),
});

import {
  payment,
  paymentCancelInput,
  paymentCreateInput,
  paymentGetInput,
  paymentListInput,
  paymentListOutput,
  paymentOptionsOutput,
  paymentQuoteInput,
  paymentQuoteOutput,
} from '../../../shared/schemas/payments.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { getOptions, quote } from './options.ts';
import { cancelPayment, createPayment, getPayment, listPayments } from './orders.ts';

export const paymentsRouter = router({
  options: userProcedure
    .output(paymentOptionsOutput)
    .query(({ ctx }) => getOptions(ctx.app, ctx.actor)),
  quote: userProcedure
    .input(paymentQuoteInput)
    .output(paymentQuoteOutput)
    .query(({ ctx, input }) => quote(ctx.app, ctx.actor, input)),
  create: userProcedure
    .input(paymentCreateInput)
    .output(payment)
    .mutation(({ ctx, input }) => createPayment(ctx.app, ctx.actor, input)),
  get: userProcedure
    .input(paymentGetInput)
    .output(payment)
    .query(({ ctx, input }) => getPayment(ctx.app, ctx.actor, input)),
  list: userProcedure
    .input(paymentListInput)
    .output(paymentListOutput)
    .query(({ ctx, input }) => listPayments(ctx.app, ctx.actor, input)),
  cancel: userProcedure
    .input(paymentCancelInput)
    .output(payment)
    .mutation(({ ctx, input }) => cancelPayment(ctx.app, ctx.actor, input)),
});

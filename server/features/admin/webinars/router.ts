import {
  markAttendanceInput,
  markAttendanceOutput,
  webinarPeopleInput,
  webinarPeopleOutput,
} from '../../../../shared/schemas/adminWebinars.ts';
import { adminProcedure, supportProcedure } from '../../../trpc/procedures.ts';
import { router } from '../../../trpc/trpc.ts';
import { markAttendance, readWebinarPeople } from './service.ts';

/** Participants of webinars; the webinars themselves are records. */
export const webinarPeopleRouter = router({
  webinarPeople: supportProcedure
    .input(webinarPeopleInput)
    .output(webinarPeopleOutput)
    .query(({ ctx, input }) => readWebinarPeople(ctx.app, input)),
  markAttendance: adminProcedure
    .input(markAttendanceInput)
    .output(markAttendanceOutput)
    .mutation(({ ctx, input }) => markAttendance(ctx.app, ctx.actor, input)),
});

import {
  setBlockedInput,
  setBlockedOutput,
  setFreeAccessInput,
  setFreeAccessOutput,
  setRoleInput,
  setRoleOutput,
  userCardOutput,
  userIdInput,
  usersInput,
  usersOutput,
} from '../../../shared/schemas/admin.ts';
import {
  addNoteInput,
  addNoteOutput,
  badgeCandidatesInput,
  badgeCandidatesOutput,
  erasePersonInput,
  erasePersonOutput,
  erasureInput,
  erasureOutput,
  exportPersonInput,
  exportPersonOutput,
  grantBadgeInput,
  grantBadgeOutput,
  grantBadgeToAllInput,
  grantBadgeToAllOutput,
  grantPlanDaysInput,
  grantPlanDaysOutput,
  openAsPersonInput,
  openAsPersonOutput,
} from '../../../shared/schemas/adminPeople.ts';
import { adminProcedure, supportProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { grantBadgeToAll, readCandidates } from './badges.ts';
import { grantBadge, grantPlanDays } from './gifts.ts';
import { setBlocked, setFreeAccess, setRole } from './manage.ts';
import { getUserCard, listUsers } from './people.ts';
import { addNote, erasePerson, exportPerson, openAsPerson, readErasure } from './personData.ts';

/** People: search, card, actions, deletion. */
export const peopleRouter = router({
  users: supportProcedure
    .input(usersInput)
    .output(usersOutput)
    .query(({ ctx, input }) => listUsers(ctx.app, input)),
  user: supportProcedure
    .input(userIdInput)
    .output(userCardOutput)
    .query(({ ctx, input }) => getUserCard(ctx.app, input.userId)),
  addNote: supportProcedure
    .input(addNoteInput)
    .output(addNoteOutput)
    .mutation(({ ctx, input }) => addNote(ctx.app, ctx.actor, input)),
  openAsPerson: supportProcedure
    .input(openAsPersonInput)
    .output(openAsPersonOutput)
    .mutation(({ ctx, input }) => openAsPerson(ctx.app, ctx.actor, input)),
  setBlocked: adminProcedure
    .input(setBlockedInput)
    .output(setBlockedOutput)
    .mutation(({ ctx, input }) => setBlocked(ctx.app, ctx.actor, input)),
  setRole: adminProcedure
    .input(setRoleInput)
    .output(setRoleOutput)
    .mutation(({ ctx, input }) => setRole(ctx.app, ctx.actor, input)),
  setFreeAccess: adminProcedure
    .input(setFreeAccessInput)
    .output(setFreeAccessOutput)
    .mutation(({ ctx, input }) => setFreeAccess(ctx.app, ctx.actor, input)),
  grantBadge: adminProcedure
    .input(grantBadgeInput)
    .output(grantBadgeOutput)
    .mutation(({ ctx, input }) => grantBadge(ctx.app, ctx.actor, input)),
  grantPlanDays: adminProcedure
    .input(grantPlanDaysInput)
    .output(grantPlanDaysOutput)
    .mutation(({ ctx, input }) => grantPlanDays(ctx.app, ctx.actor, input)),
  exportPerson: adminProcedure
    .input(exportPersonInput)
    .output(exportPersonOutput)
    .mutation(({ ctx, input }) => exportPerson(ctx.app, ctx.actor, input)),
  erasure: adminProcedure
    .input(erasureInput)
    .output(erasureOutput)
    .query(({ ctx, input }) => readErasure(ctx.app, ctx.actor, input.userId)),
  erasePerson: adminProcedure
    .input(erasePersonInput)
    .output(erasePersonOutput)
    .mutation(({ ctx, input }) => erasePerson(ctx.app, ctx.actor, input)),
  badgeCandidates: supportProcedure
    .input(badgeCandidatesInput)
    .output(badgeCandidatesOutput)
    .query(({ ctx, input }) => readCandidates(ctx.app, input.badge)),
  grantBadgeToAll: adminProcedure
    .input(grantBadgeToAllInput)
    .output(grantBadgeToAllOutput)
    .mutation(({ ctx, input }) => grantBadgeToAll(ctx.app, ctx.actor, input)),
});

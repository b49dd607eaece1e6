/**
 * What the team does for one person besides moving value: notes, gifts, their data, the app as they see it.
 */
import { z } from 'zod';
import { deleteAccountInput, deletionOutput } from './account.ts';
import { reason } from './admin.ts';
import { code, count, isoTime, requestId, rowId, visibleText } from './primitives.ts';

/** The person does not read it in the app; a copy of their data holds it. */
export const addNoteInput = z.object({ requestId, userId: rowId, text: visibleText(2000) });
export const addNoteOutput = z.object({ noteId: count });

export const grantBadgeInput = z.object({ requestId, userId: rowId, badge: code, reason });
/** False: the person had it already. */
export const grantBadgeOutput = z.object({ awarded: z.boolean() });

const MAX_GIVEN_DAYS = 3650;
export const grantPlanDaysInput = z.object({
  requestId,
  userId: rowId,
  days: z.int().min(1).max(MAX_GIVEN_DAYS),
  reason,
});
export const grantPlanDaysOutput = z.object({ endsAt: isoTime });

export const exportPersonInput = z.object({ requestId, userId: rowId, reason });
/** The copy goes to the person; false: one is being made, or was made within the last hour. */
export const exportPersonOutput = z.object({ ordered: z.boolean() });

export const erasureInput = z.object({ userId: rowId });
export const erasureOutput = deletionOutput;
export const erasePersonInput = deleteAccountInput.extend({ requestId, userId: rowId, reason });
export const erasePersonOutput = z.object({ erased: z.literal(true) });

/** A view of the app as the person has it, read-only. */
export const openAsPersonInput = z.object({ requestId, userId: rowId, reason });
export const openAsPersonOutput = z.object({
  /** For the header `x-view-as`; valid for this member of the team alone. */
  token: z.string(),
  expiresAt: isoTime,
});

/** Who has earned a badge by its criteria and does not have it. */
export const badgeCandidatesInput = z.object({ badge: code });
export const badgeCandidatesOutput = z.object({ people: count });
export const grantBadgeToAllInput = z.object({ requestId, badge: code, reason });
export const grantBadgeToAllOutput = z.object({ people: count });

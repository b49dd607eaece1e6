import { type FailureReason, failureReasons } from '../../../shared/closedSets.ts';

/** The text of a failure; an unknown reason gets the general one. */
export function reasonOf(failure: string | null): `reasons.${FailureReason}` {
  const known = failureReasons.find((reason) => reason === failure);
  return `reasons.${known ?? 'provider_error'}`;
}

/** Only what the words themselves caused is shown under them. */
export function refusalOf(failure: string | null) {
  return failure === 'content_refused' ? ('refusedWords' as const) : null;
}

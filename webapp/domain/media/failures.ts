import { type FailureReason, failureReasons } from '../../../shared/closedSets.ts';

/** The text of a failure; an unknown reason gets the general one. */
export function reasonOf(failure: string | null): `reasons.${FailureReason}` {
  const known = failureReasons.find((reason) => reason === failure);
  return `reasons.${known ?? 'provider_error'}`;
}

/** Only failures caused by the prompt itself are shown under it. */
export function refusalOf(failure: string | null) {
  return failure === 'content_refused' ? ('refusedWords' as const) : null;
}

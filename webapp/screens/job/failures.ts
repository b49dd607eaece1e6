/** The reasons that the server may give; each has a sentence. */
const reasons = [
  'content_refused',
  'invalid_input',
  'provider_error',
  'provider_unavailable',
  'provider_out_of_money',
  'result_unusable',
  'outcome_unknown',
  'deadline_exceeded',
] as const;
type Reason = (typeof reasons)[number];

/** The text of a failure; an unknown reason gets the general one. */
export function reasonOf(failure: string | null): `reasons.${Reason}` {
  const known = reasons.find((reason) => reason === failure);
  return `reasons.${known ?? 'provider_error'}`;
}

/** Only what the words themselves caused is shown under them. */
export function refusalOf(failure: string | null) {
  return failure === 'content_refused' ? ('refusedWords' as const) : null;
}

/** What the error of a failed `fetch` says about whether the request was sent. */

/** Codes of errors that occur before a single byte of the request is sent. */
const beforeSending: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The network's code behind an error of `fetch`, which carries it as its cause. */
export function networkCode(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** False only when the request certainly never reached the provider, so that it may be sent again. */
export function mayHaveArrived(error: unknown): boolean {
  return !beforeSending.has(networkCode(error) ?? '');
}

/** Checks whether a service accepts a configured key, by a request that costs nothing. */
import { type Finding, ok, problem, reasonOf, warning } from './finding.ts';

export const CHECK_TIMEOUT_MS = 8000;

export interface KeyCheck {
  /** The service. */
  subject: string;
  /** The variable that holds the key. */
  variable: string;
  /** The variable that holds the address of its API. */
  rootVariable: string;
  url: string;
  headers: Record<string, string>;
  /** The statuses with which the service refuses a key. */
  refusals: readonly number[];
}

export async function checkKey(check: KeyCheck): Promise<Finding> {
  const { subject, variable, rootVariable, url, headers, refusals } = check;
  let status: number;
  try {
    const response = await fetch(url, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
    await response.body?.cancel();
    status = response.status;
  } catch (error) {
    const advice = `Check the network and ${rootVariable}.`;
    return problem(subject, `It can't be asked: ${reasonOf(error)}.`, advice);
  }
  if (refusals.includes(status)) {
    const advice = `Copy the key into ${variable} again.`;
    return problem(subject, `It refuses the key of ${variable}.`, advice);
  }
  return status >= 500
    ? warning(subject, `It answers ${status} just now.`, 'Try again in a few minutes.')
    : ok(subject, 'It takes the key.');
}

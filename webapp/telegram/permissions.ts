import { isRecord, request, supports } from './host.ts';

const METHOD = 'web_app_request_write_access';
/** Long enough to think about it; after that the client counts as silent. */
const ANSWER_TIMEOUT_MS = 120_000;

/**
 * Asks for write access (6.9). Call only after the person has switched messages on.
 * @returns true when allowed; also where the client cannot ask, since the server finds out.
 */
export async function askToWrite(): Promise<boolean> {
  if (!supports(METHOD)) {
    return true;
  }
  const status = await request(METHOD, {
    answers: ['write_access_requested'],
    read: (data) => (isRecord(data) ? data.status : undefined),
    timeoutMs: ANSWER_TIMEOUT_MS,
    covers: true,
  });
  return status === 'allowed';
}

/** Whether this client can ask for it. */
export function canAskToWrite(): boolean {
  return supports(METHOD);
}

import type { HTTPBatchLinkOptions } from '@trpc/client';
import type { AnyClientTypes } from '@trpc/server/unstable-core-do-not-import';

/** Longer than the server's own limits, so that its answer comes first. */
const TIMEOUT_MS = 40_000;

type Fetch = NonNullable<HTTPBatchLinkOptions<AnyClientTypes>['fetch']>;

/**
 * Every request ends: with an answer, or after the timeout. Written out, since older webviews have neither
 * `AbortSignal.timeout` (before iOS 16) nor `AbortSignal.any` (before iOS 17.4).
 */
export async function fetchWithTimeout(...[input, init]: Parameters<Fetch>): Promise<Response> {
  const controller = new AbortController();
  const given = init?.signal;
  const giveUp = () => controller.abort(given?.reason);
  if (given?.aborted) {
    giveUp();
  }
  given?.addEventListener('abort', giveUp);
  const timer = setTimeout(
    () => controller.abort(new DOMException('no answer in time', 'TimeoutError')),
    TIMEOUT_MS,
  );
  try {
    const answer = await fetch(input, { ...(init as RequestInit), signal: controller.signal });
    // The body is read under the same limit.
    const body = await answer.arrayBuffer();
    const { status, statusText, headers: told } = answer;
    return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers: told });
  } finally {
    clearTimeout(timer);
    given?.removeEventListener('abort', giveUp);
  }
}

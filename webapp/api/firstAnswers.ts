import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { LaunchOutput } from '../../shared/schemas/me.ts';

/**
 * Puts the early script's answers into the cache, so that the first screen is drawn once and whole, not skeleton by
 * skeleton. An answer that has failed is left to the query that needs it, which asks again.
 */
export async function awaitFirstAnswers(client: QueryClient): Promise<void> {
  const calls = window.earlyCalls ?? [];
  const launch = calls.find(({ path }) => path === 'me.launch')?.answer;
  // The last session of this person is shown at once.
  if (launch && client.getQueryData(keyOf('me.get')) === undefined) {
    const output = (await launch.catch(() => undefined)) as LaunchOutput | undefined;
    if (!output || output.isNew || output.start) {
      return;
    }
    for (const call of calls.filter(({ path }) => path !== 'me.launch')) {
      const data = await call.answer.catch(() => undefined);
      const at = calls.indexOf(call);
      if (data !== undefined && at >= 0) {
        calls.splice(at, 1);
        client.setQueryData(keyOf(call.path, call.input), data);
      }
    }
    client.setQueryData(keyOf('me.get'), output.me);
  }
}

/** As the router's own options build it. */
function keyOf(path: string, input?: unknown): QueryKey {
  return [path.split('.'), { ...(input !== undefined && { input }), type: 'query' }];
}

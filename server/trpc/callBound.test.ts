import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Metrics } from '../metrics/metrics.ts';
import {
  createCallerFactory,
  MAX_CALL_MS,
  publicProcedure,
  type RequestContext,
  router,
} from './trpc.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<number>(() => undefined);
const createCaller = createCallerFactory(
  router({
    waits: publicProcedure.query(never),
    writes: publicProcedure.mutation(never),
    receives: publicProcedure.meta({ waitsForBody: true }).mutation(never),
  }),
);

function calls() {
  const error = vi.fn();
  const app = { log: { error }, metrics: new Metrics(), refusals: { record: () => undefined } };
  const caller = createCaller({
    app: app as unknown as RequestContext['app'],
    authorization: undefined,
    botName: undefined,
    requestId: 'one',
  });
  return { caller, error };
}

it.each(['waits', 'writes'] as const)(
  'a call that %s without an end is answered "try again", and the log names it',
  async (path) => {
    const { caller, error } = calls();
    const answered = vi.fn();
    const answer = caller[path]().catch((refusal: Error) => answered(refusal.message));
    await vi.advanceTimersByTimeAsync(MAX_CALL_MS - 1);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await answer;
    expect(answered).toHaveBeenCalledExactlyOnceWith('OVERLOADED');
    expect(error).toHaveBeenCalledExactlyOnceWith(
      { path, requestId: 'one' },
      'a call took too long',
    );
  },
);

it("a request body that arrives at its sender's pace is not cut off", async () => {
  const { caller } = calls();
  const answered = vi.fn();
  caller.receives().then(answered, answered);
  await vi.advanceTimersByTimeAsync(10 * MAX_CALL_MS);
  expect(answered).not.toHaveBeenCalled();
});

import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../../server/app/appRouter.ts';
import type { LaunchOutput } from '../../shared/schemas/me.ts';
import type { EarlyCall, Question } from './earlyCalls.ts';

/**
 * Answers queries from the early script's requests: each once, for the first query that matches, as long as nothing
 * has changed. Without such an answer the query is sent as usual.
 */
export function earlyLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      if (op.type === 'mutation' && op.path !== 'me.launch') {
        dropEarlyAnswers();
      }
      const answer = takeAnswer(waiting(), op);
      if (!answer) {
        return next(op);
      }
      return observable((observer) => {
        let inner: { unsubscribe(): void } | undefined;
        let left = false;
        answer.then(
          (data) => {
            observer.next({ result: { type: 'data', data } });
            observer.complete();
          },
          () => {
            if (!left) {
              inner = next(op).subscribe(observer);
            }
          },
        );
        return () => {
          left = true;
          inner?.unsubscribe();
        };
      });
    };
}

const waiting = () => (typeof window === 'undefined' ? [] : (window.earlyCalls ?? []));

/** They are older than a change: from now on, queries are sent. */
export function dropEarlyAnswers(): void {
  waiting().length = 0;
}

/** The launch returns the profile as well: queries for it meanwhile wait for the launch. */
function takeAnswer(waiting: EarlyCall[], asked: Question): Promise<unknown> | undefined {
  const at = waiting.findIndex(
    ({ path, input }) =>
      path === asked.path && JSON.stringify(input) === JSON.stringify(asked.input),
  );
  const [found] = at < 0 ? [] : waiting.splice(at, 1);
  if (found?.path === 'me.launch') {
    const answer = found.answer.then((output) => (output as LaunchOutput).me);
    answer.catch(() => undefined);
    waiting.push({ path: 'me.get', answer });
  }
  return found?.answer;
}

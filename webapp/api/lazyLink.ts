import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';

/** A link whose code is loaded by its first call: parts that Home does not need do not delay it. */
export function lazyLink<Router extends AnyTRPCRouter>(
  load: () => Promise<TRPCLink<Router>>,
): TRPCLink<Router> {
  return (runtime) => (call) =>
    observable((observer) => {
      let left = false;
      let inner: Unsubscribable | undefined;
      load().then(
        (link) => {
          if (!left) {
            inner = link(runtime)(call).subscribe(observer);
          }
        },
        (error: unknown) => observer.error(error as never),
      );
      return () => {
        left = true;
        inner?.unsubscribe();
      };
    });
}

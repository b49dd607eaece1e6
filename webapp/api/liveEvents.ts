import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useRef } from 'react';
import type { LiveEvent } from '../../shared/schemas/live.ts';
import { toAppError } from './appError.ts';
import { useTRPC } from './client.ts';
import { dropEarlyAnswers } from './earlyLink.ts';
import { noteSessionError } from './session.ts';

/** Pauses before an ended stream is reopened, milliseconds: doubled with each failure. */
const MIN_RESTART_MS = 2000;
const MAX_RESTART_MS = 60_000;

/** For this long after the page was opened, ms, nothing is requested twice. */
const OPENING_MS = 4000;
/** All that an event may affect, except the gallery: each of its loaded pages would be fetched again. */
const touchedByConnecting = [
  'me.get',
  'wallet',
  'plans',
  'payments.list',
  'payments.get',
  'generation.active',
  'generation.get',
  'generation.failed',
  'generation.quote',
  'progress',
  'account',
  'support',
];

/**
 * Listens to the server while the app is open. Events are hints: they invalidate the queries that they
 * affect.
 * @param announce called with each event, for what is shown of it.
 */
export function useLiveEvents(announce: (event: LiveEvent) => void): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  // A path of the router is the beginning of its queries' keys.
  const touch = (...paths: readonly string[]) => {
    dropEarlyAnswers();
    for (const path of paths) {
      void client.invalidateQueries({ queryKey: [path.split('.')] });
    }
  };

  const catchUp = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onEvent = (event: LiveEvent) => {
    switch (event.type) {
      case 'connected':
        // The first screen's queries are seconds old; events missed since then are caught up afterwards.
        clearTimeout(catchUp.current);
        catchUp.current = setTimeout(
          () => touch(...touchedByConnecting),
          Math.max(0, OPENING_MS - performance.now()),
        );
        break;
      case 'balance':
        touch('me.get', 'wallet', 'plans', 'generation.quote', 'progress');
        break;
      case 'generation':
        touch('generation.active', 'generation.get', 'generation.failed');
        if (event.status !== 'queued' && event.status !== 'running') {
          touch('gallery.list', 'me.get', 'wallet', 'progress');
        }
        break;
      case 'payment':
        touch('payments.get', 'payments.list', 'me.get', 'wallet', 'plans');
        break;
      case 'level':
        touch('me.get', 'progress');
        break;
      case 'badge':
      case 'training':
        touch('progress');
        break;
      case 'export':
        touch('account');
        break;
      case 'support':
        touch('support');
        break;
      case 'reward':
        touch('me.get', 'wallet');
        break;
    }
    announce(event);
  };
  const restart = useRef<ReturnType<typeof setTimeout>>(undefined);
  const failures = useRef(0);
  useEffect(
    () => () => {
      clearTimeout(restart.current);
      clearTimeout(catchUp.current);
    },
    [],
  );
  /**
   * A refused stream ends silently. Its refusal closes the session when it says why; otherwise a plain
   * request finds out. A stream that ended for another reason is reopened.
   */
  const onError = (error: unknown) => {
    noteSessionError(toAppError(error));
    touch('me.get');
    clearTimeout(restart.current);
    const pause = Math.min(MAX_RESTART_MS, MIN_RESTART_MS * 2 ** failures.current);
    failures.current += 1;
    restart.current = setTimeout(() => subscription.reset(), pause);
  };
  const onData = (event: LiveEvent) => {
    failures.current = 0;
    onEvent(event);
  };
  const subscription = useSubscription(
    trpc.live.events.subscriptionOptions(undefined, { onData, onError }),
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LaunchOutput, Me } from '../../shared/schemas/me.ts';
import { isNetworkError, toAppError } from '../api/appError.ts';
import { readCachedMe, writeCachedMe } from '../api/cachedMe.ts';
import { useTRPC } from '../api/client.ts';
import { deviceZone } from '../api/earlyCalls.ts';
import { useOnline } from '../api/online.ts';
import { rememberLanguage } from '../api/rememberedLanguage.ts';
import { endDeleted } from '../api/session.ts';
import { keepLaunchGrants } from '../domain/coins/welcomeCoins.ts';
import { changeLanguage, currentLanguage } from '../i18n/index.ts';
import { languageFor } from '../i18n/language.ts';
import { launch } from '../telegram/launch.ts';
import { replace } from '../ui/navigation/history.ts';
import { followStart, type Start } from './starts.ts';

/** The first call of the app, made once: creates the person, follows the start parameter. */
export function useLaunch(): { ready: boolean; error: unknown; retry: () => void } {
  const trpc = useTRPC();
  const client = useQueryClient();
  const key = trpc.me.get.queryKey();
  const launched = useRef(false);
  const start = useMutation(
    trpc.me.launch.mutationOptions({
      onSuccess: (output) => {
        // A query sent before the launch may have been refused as unregistered.
        void client.cancelQueries({ queryKey: key, exact: true });
        launched.current = true;
        client.setQueryData(key, output.me);
        adoptLanguage(output.me);
        follow(output);
      },
    }),
  );
  const { mutate } = start;
  const cached = client.getQueryData(key) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per load
  useEffect(() => {
    const remembered = readCachedMe();
    if (remembered && client.getQueryData(key) === undefined) {
      // Marked as stale: it is shown at once and refetched.
      client.setQueryData(key, remembered, { updatedAt: 1 });
    }
    mutate({ timeZone: deviceZone() });
    return client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryHash === JSON.stringify(key)) {
        const me = client.getQueryData(key);
        const { error } = query.state;
        if (launched.current && error && toAppError(error).code === 'LAUNCH_REQUIRED') {
          endDeleted(client);
        } else if (me) {
          writeCachedMe(me);
        }
      }
    });
  }, []);
  const online = useOnline();
  const isUnanswered = start.error !== null && isNetworkError(start.error);
  useEffect(() => {
    if (online && isUnanswered) {
      mutate({ timeZone: deviceZone() });
    }
  }, [online, isUnanswered, mutate]);
  return {
    ready: cached || start.isSuccess,
    error: start.error,
    retry: () => mutate({ timeZone: deviceZone() }),
  };
}

function adoptLanguage(me: Me): void {
  const chosen = me.settings.language;
  rememberLanguage(chosen);
  const wanted = chosen ?? languageFor(launch()?.languageCode);
  if (wanted !== currentLanguage()) {
    void changeLanguage(wanted);
  }
}

/** Waits while a newcomer reads the welcome. */
let pendingStart: Start | null = null;

/** The destination of this launch: a newcomer's welcome first, then the start parameter. */
function follow({ isNew, start, granted }: LaunchOutput): void {
  if (isNew) {
    pendingStart = start;
    keepLaunchGrants(granted);
    void replace('/welcome');
  } else if (start) {
    followStart(start);
  }
}

/** Continues to the start parameter's destination, once the welcome has been left. */
export function followPendingStart(): void {
  if (pendingStart) {
    followStart(pendingStart);
    pendingStart = null;
  }
}

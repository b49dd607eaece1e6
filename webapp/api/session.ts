import { useSyncExternalStore } from 'react';
import type { AppError } from './appError.ts';

/** Whether the server still answers this person. */
export type SessionState = 'open' | 'expired' | 'paused' | 'signInFailed';

let state: SessionState = 'open';
const listeners = new Set<() => void>();

/** Notices the errors after which no other request makes sense. */
export function noteSessionError(error: AppError): void {
  switch (error.code) {
    case 'INIT_DATA_EXPIRED':
      setSession('expired');
      break;
    case 'INIT_DATA_MISSING':
    case 'INIT_DATA_INVALID':
    case 'BOT_UNKNOWN':
      setSession('signInFailed');
      break;
    case 'ACCOUNT_PAUSED':
      setSession('paused');
      break;
    default:
  }
}

function setSession(next: SessionState): void {
  if (next !== state) {
    state = next;
    for (const listener of listeners) {
      listener();
    }
  }
}

export function useSession(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

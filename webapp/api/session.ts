import type { QueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';
import { forgetPerson } from '../telegram/deviceStorage.ts';
import type { AppError } from './appError.ts';

/** Whether the server still accepts this person. */
export type SessionState = 'open' | 'expired' | 'paused' | 'deleted' | 'signInFailed';

const session = createStore<SessionState>(() => 'open');

/** Recognises errors after which no further request makes sense. */
export function noteSessionError(error: AppError): void {
  switch (error.code) {
    case 'INIT_DATA_EXPIRED':
      session.setState('expired');
      break;
    case 'INIT_DATA_MISSING':
    case 'INIT_DATA_INVALID':
    case 'BOT_UNKNOWN':
      session.setState('signInFailed');
      break;
    case 'ACCOUNT_PAUSED':
      session.setState('paused');
      break;
    default:
  }
}

/** The account was deleted: no more requests, and nothing of it stays on the device. */
export function endDeleted(client: QueryClient): void {
  session.setState('deleted');
  client.clear();
  forgetPerson();
}

export function useSession(): SessionState {
  return useStore(session);
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorSentence, isNetworkError, toAppError } from '../../../api/appError.ts';
import { useTRPC } from '../../../api/client.ts';
import { requestId, useRequestId } from '../../../api/requestId.ts';
import { notify } from '../../../telegram/haptics.ts';
import { toast } from '../../../ui/toasts.ts';
import { useAdminText } from '../texts/useAdminText.ts';

type Send<Input, Answer> = (input: Input & { requestId: string }) => Promise<Answer>;

export interface Act<Input, Answer> {
  input: Input;
  send: Send<Input, Answer>;
  /** Shown afterwards; null where the form itself shows the result. */
  done: string | ((answer: Answer) => string) | null;
  /** The input that undoes the change, where that is possible. */
  undo?: Input;
  /** Closes the form. */
  onDone: () => void;
  /** Handles a refusal that the form itself shows; false for any other. */
  onError?: (error: unknown) => boolean;
}

/** Refetches everything of the admin tab. */
export function useRefreshAdmin() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: trpc.admin.pathKey() });
}

/** Sends an admin's change and reports the result; a repetition after a failure is the same request. */
export function useAdminAction() {
  const t = useAdminText();
  const ids = useRequestId();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const refresh = useRefreshAdmin();

  async function undoChange<Input, Answer>(input: Input, send: Send<Input, Answer>): Promise<void> {
    try {
      await send({ ...input, requestId: requestId() });
    } catch (error) {
      toast(errorSentence(error), { kind: 'error' });
    }
    void refresh();
  }

  /** The role has changed meanwhile: the tab shows what the new role allows, or closes. */
  function leave(error: unknown, onDone: () => void): void {
    toast(errorSentence(error), { kind: 'error' });
    void cache.invalidateQueries({ queryKey: trpc.me.get.queryKey() });
    void refresh();
    onDone();
  }

  function fail<Input, Answer>(error: unknown, change: Act<Input, Answer>): void {
    if (toAppError(error).code === 'FORBIDDEN') {
      leave(error, change.onDone);
      return;
    }
    if (change.onError?.(error)) {
      return;
    }
    const action = { text: t('retry'), onClick: () => void act(change) };
    // Without a response it is unknown whether the action was done.
    const said = isNetworkError(error) ? t('unanswered') : errorSentence(error);
    toast(said, { kind: 'error', action });
    void refresh();
  }

  async function act<Input, Answer>(change: Act<Input, Answer>): Promise<void> {
    const { input, send, done, undo, onDone } = change;
    setBusy(true);
    try {
      const answer = await send({ ...input, requestId: ids.forInput(input) });
      ids.renew();
      // The lists are refetched first, so that they don't offer the finished action again.
      await refresh();
      notify('success');
      const said = typeof done === 'function' ? done(answer) : done;
      if (said !== null && undo) {
        const action = { text: t('undo'), onClick: () => void undoChange(undo, send) };
        toast(said, { action });
      } else if (said !== null) {
        toast(said);
      }
      onDone();
    } catch (error) {
      notify('error');
      fail(error, change);
    } finally {
      setBusy(false);
    }
  }
  return { act, busy };
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorSentence } from '../../../api/appError.ts';
import { useTRPC } from '../../../api/client.ts';
import { requestId, useRequestId } from '../../../api/requestId.ts';
import { notify } from '../../../telegram/haptics.ts';
import { toast } from '../../../ui/toasts.ts';
import { useAdminText } from '../texts/useAdminText.ts';

type Send<Input> = (input: Input & { requestId: string }) => Promise<unknown>;

export interface Act<Input> {
  input: Input;
  send: Send<Input>;
  /** Said afterwards. */
  done: string;
  /** The input that puts everything back, where that can be done. */
  undo?: Input;
  /** Closes the form. */
  onDone: () => void;
  /** Takes in a refusal that the form itself shows; false for any other. */
  onError?: (error: unknown) => boolean;
}

/** Reads everything of the admin tab again. */
export function useRefreshAdmin() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: trpc.admin.pathKey() });
}

/**
 * Sends an admin's change and says how it went; the same change sent again after a failure is the
 * same request.
 */
export function useAdminAction() {
  const t = useAdminText();
  const ids = useRequestId();
  const [busy, setBusy] = useState(false);
  const refresh = useRefreshAdmin();

  async function undoChange<Input>(input: Input, send: Send<Input>): Promise<void> {
    try {
      await send({ ...input, requestId: requestId() });
    } catch (error) {
      toast(errorSentence(error), { kind: 'error' });
    }
    void refresh();
  }

  async function act<Input>(change: Act<Input>): Promise<void> {
    const { input, send, done, undo, onDone } = change;
    setBusy(true);
    try {
      await send({ ...input, requestId: ids.forInput(input) });
      ids.renew();
      // The lists first: what they offer next must not be what has just been done.
      await refresh();
      notify('success');
      if (undo) {
        const action = { text: t('undo'), onClick: () => void undoChange(undo, send) };
        toast(done, { kind: 'neutral', action });
      } else {
        toast(done);
      }
      onDone();
    } catch (error) {
      notify('error');
      if (change.onError?.(error)) {
        return;
      }
      const action = { text: t('retry'), onClick: () => void act(change) };
      toast(errorSentence(error), { kind: 'error', action });
      void refresh();
    } finally {
      setBusy(false);
    }
  }
  return { act, busy };
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NotificationKind } from '../../../shared/schemas/me.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { toast } from '../../ui/toasts.ts';
import { useWriteAccess } from './useWriteAccess.ts';

/**
 * Switches a kind of message on or off: optimistically, and back on failure. Switching on asks Telegram first
 * whether the bot may write.
 */
export function useNotification(): (kind: NotificationKind, on: boolean) => Promise<void> {
  const access = useWriteAccess();
  const trpc = useTRPC();
  const client = useQueryClient();
  const key = trpc.me.get.queryKey();
  const show = (kind: NotificationKind, on: boolean) =>
    client.setQueryData(
      key,
      (me) =>
        me && {
          ...me,
          settings: {
            ...me.settings,
            notifications: { ...me.settings.notifications, [kind]: on },
          },
        },
    );
  const save = useMutation(trpc.me.updateSettings.mutationOptions());
  return async (kind, on) => {
    show(kind, on);
    if (on && !(await access.ask())) {
      show(kind, false);
      return;
    }
    save.mutate(
      { notifications: { [kind]: on } },
      {
        onSuccess: (me) => client.setQueryData(key, me),
        onError: (error) => {
          show(kind, !on);
          toast(errorSentence(error), { kind: 'error' });
        },
      },
    );
  };
}

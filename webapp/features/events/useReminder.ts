import { useMe } from '../../api/useMe.ts';
import { useNotification } from '../../domain/account/useNotification.ts';
import { useWriteAccess } from '../../domain/account/useWriteAccess.ts';

/** Whether the bot reminds of webinars; the same switch as in Settings. */
export function useReminder(): { on: boolean; set: (on: boolean) => void } {
  const me = useMe();
  const set = useNotification();
  const access = useWriteAccess();
  return {
    on: access.isGiven && (me?.settings.notifications.webinar ?? false),
    set: (on) => void set('webinar', on),
  };
}

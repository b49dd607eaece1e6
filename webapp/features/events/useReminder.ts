import { useMe } from '../../api/useMe.ts';
import { useNotification } from '../settings/useNotification.ts';

/** Whether the bot reminds of webinars; the same switch as in Settings. */
export function useReminder(): { on: boolean; set: (on: boolean) => void } {
  const me = useMe();
  const set = useNotification();
  return {
    on: me?.settings.notifications.webinar ?? false,
    set: (on) => void set('webinar', on),
  };
}

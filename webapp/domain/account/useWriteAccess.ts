import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { useMe } from '../../api/useMe.ts';
import { useText } from '../../i18n/useText.ts';
import { askToWrite, canAskToWrite } from '../../telegram/permissions.ts';
import { toast } from '../../ui/toasts.ts';

/** Given in this session: Telegram tells the server a moment later. */
let isGiven = false;

/** Whether the bot may write to the person, and Telegram's question about it. */
export function useWriteAccess() {
  const t = useText('settings');
  const trpc = useTRPC();
  const client = useQueryClient();
  const me = useMe();
  return {
    isGiven: isGiven || me?.settings.botMayWrite !== false,
    canAsk: canAskToWrite(),
    /** @returns whether it is given now; shows a message when it is not. */
    ask: async (): Promise<boolean> => {
      isGiven = await askToWrite();
      if (isGiven) {
        client.setQueryData(
          trpc.me.get.queryKey(),
          (known) => known && { ...known, settings: { ...known.settings, botMayWrite: true } },
        );
      } else {
        toast(t('refused'), { kind: 'error' });
      }
      return isGiven;
    },
  };
}

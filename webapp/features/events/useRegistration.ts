import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useText } from '../../i18n/useText.ts';
import { closeSheet } from '../../ui/navigation/history.ts';
import { confirm } from '../../ui/popup.ts';
import { toast } from '../../ui/toasts.ts';
import { celebrate, celebrated } from '../celebration/index.ts';
import type { Webinar } from './webinarFacts.ts';

/** Takes or gives up a place, or one on the waiting list. */
export function useRegistration(webinar: Webinar) {
  const t = useText('events');
  const trpc = useTRPC();
  const client = useQueryClient();
  const ids = useRequestId();
  const refresh = () => {
    ids.renew();
    void client.invalidateQueries({ queryKey: trpc.webinars.pathKey() });
    void client.invalidateQueries({ queryKey: trpc.me.get.queryKey() });
    void client.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
  };
  const onError = (error: unknown) => {
    toast(errorSentence(error), { kind: 'error' });
    refresh();
  };
  const registering = useMutation(
    trpc.webinars.register.mutationOptions({
      onError,
      onSuccess: ({ webinar: now, rewarded }) => {
        // The celebration shows it; the live event of the same reward is not announced.
        celebrated({ type: 'reward', kind: 'webinar_reward', coins: rewarded });
        if (now.myState === 'registered') {
          const { startsAt, calendarUrl } = now;
          const place = { startsAt, calendarUrl, coins: rewarded };
          celebrate({ type: 'webinar', ...place }, { first: true });
        } else {
          toast(t('queued'));
        }
        refresh();
        void closeSheet();
      },
    }),
  );
  const leaving = useMutation(
    trpc.webinars.unregister.mutationOptions({
      onError,
      onSuccess: () => {
        refresh();
        toast(webinar.myState === 'waiting' ? t('left') : t('cancelled'));
        void closeSheet();
      },
    }),
  );
  const input = (action: string) => ({
    id: webinar.id,
    requestId: ids.forInput([action, webinar.id]),
  });
  const waiting = webinar.myState === 'waiting';
  return {
    busy: registering.isPending || leaving.isPending,
    register: () => registering.mutate(input('register')),
    unregister: async () => {
      const sure = await confirm({
        title: waiting ? t('ask.leaveTitle') : t('ask.title'),
        message: waiting ? t('ask.leaveText') : t('ask.text'),
        cancel: t('ask.keep'),
        confirm: waiting ? t('sheet.leave') : t('sheet.cancel'),
        destructive: true,
      });
      if (sure) {
        leaving.mutate(input('unregister'));
      }
    },
  };
}

import { useState } from 'react';
import { MAX_IN_ALBUM } from '../../../shared/closedSets.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPCClient } from '../../api/client.ts';
import { useBotUsername } from '../../api/useBotUsername.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { openInTelegram } from '../../telegram/links.ts';
import { askToWrite } from '../../telegram/permissions.ts';
import { toast } from '../../ui/toasts.ts';
import type { ChosenWorks } from './chosenWorks.ts';

/**
 * Several works at once are sent as an album to the chat with the bot, from where they are forwarded:
 * Telegram's own choice of a chat takes one message only.
 */
export function useSendAlbum() {
  const t = useText('gallery');
  const caller = useTRPCClient();
  const username = useBotUsername();
  const [busy, setBusy] = useState(false);

  const fail = (text: string) => {
    notify('error');
    toast(text, { kind: 'error' });
  };

  /** @returns whether the album is in the chat. */
  const sendAlbum = async ({ works, count }: ChosenWorks): Promise<boolean> => {
    if (count > MAX_IN_ALBUM) {
      fail(t('album.tooMany', { count: MAX_IN_ALBUM }));
      return false;
    }
    const ids = works.map(({ id }) => id);
    const send = async () => (await caller.gallery.sendAlbum.mutate({ ids })).sent;
    setBusy(true);
    try {
      const sent = (await send()) || ((await askToWrite()) && (await send()));
      if (!sent) {
        fail(t('album.refused'));
        return false;
      }
      notify('success');
      toast(t('album.sent'), {
        ...(username && {
          action: {
            text: t('album.open'),
            onClick: () => openInTelegram(`https://t.me/${username}`),
          },
        }),
      });
      return true;
    } catch (error) {
      fail(errorSentence(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { sendAlbum, busy };
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import {
  canShareMessage,
  copyText,
  shareLink,
  sharePreparedMessage,
  shareToStory,
} from '../../telegram/links.ts';
import { toast } from '../../ui/toasts.ts';

/** Telegram may never report whether a message was sent: the buttons become usable again after this, ms. */
const MAX_BUSY_MS = 15_000;

/** Telegram's ways to share a work. */
export function useShare(media: Media) {
  const t = useText('viewer');
  const f = useFormat();
  const trpc = useTRPC();
  const caller = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const invite = useQuery(trpc.referrals.get.queryOptions()).data ?? null;

  const absolute = (url: string) => new URL(url, location.href).href;
  const attempt = async (share: () => Promise<void>) => {
    setBusy(true);
    const shared = share().catch((error) => {
      notify('error');
      toast(errorSentence(error), { kind: 'error' });
    });
    await Promise.race([shared, new Promise((free) => setTimeout(free, MAX_BUSY_MS))]);
    setBusy(false);
  };

  const toStory = (withInvite: boolean) =>
    attempt(async () => {
      const { url } = await caller.gallery.share.mutate({ id: media.id, target: 'story' });
      shareToStory(absolute(url), '', withInvite ? invite?.link : undefined);
    });

  const toChat = (withInvite: boolean) =>
    attempt(async () => {
      const { preparedMessageId, url } = await caller.gallery.share.mutate({
        id: media.id,
        target: 'chat',
        withInvite,
      });
      if (preparedMessageId && canShareMessage()) {
        if (await sharePreparedMessage(preparedMessageId)) {
          toast(t('sent'));
        }
      } else {
        shareLink(absolute(url), withInvite && invite ? invite.link : '');
      }
    });

  const copyLink = (withInvite: boolean) =>
    attempt(async () => {
      const { url, until } = await caller.gallery.share.mutate({ id: media.id, target: 'link' });
      const lines = [absolute(url), ...(withInvite && invite ? [invite.link] : [])];
      if (await copyText(lines.join('\n'))) {
        toast(t('linkCopied', { until: f.date(until ?? '') }));
      }
    });

  return { busy, invite, toStory, toChat, copyLink };
}

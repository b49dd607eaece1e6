import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import MessagesSquare from 'lucide-react/icons/messages-square';
import { useEffect, useState } from 'react';
import { MAX_MESSAGE_LENGTH } from '../../../shared/closedSets.ts';
import type { SupportContextRef } from '../../../shared/schemas/support.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useRequestId } from '../../api/requestId.ts';
import { contactUrl } from '../../api/useBotUsername.ts';
import { useMe } from '../../api/useMe.ts';
import { Composer } from '../../domain/support/Composer.tsx';
import { Conversation } from '../../domain/support/Conversation.tsx';
import { rich } from '../../i18n/rich.tsx';
import { useOwnText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { openInTelegram } from '../../telegram/links.ts';
import { ActionBar } from '../../ui/ActionBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Note } from '../../ui/Note.tsx';
import { replace, useSearch } from '../../ui/navigation/history.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toasts.ts';
import '../../ui/note.css';
import { en, ru } from './texts.ts';

/** The unsent text is kept when the screen is left. */
const draft = { text: '' };

/** The conversation with support. `?payment=` and `?work=` say what a new message is about. */
export function SupportScreen() {
  const t = useOwnText({ en, ru });
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.support.thread.infiniteQueryOptions(
      { limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const newestFirst = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = newestFirst[0]?.id;
  useSeen(list.data?.pages[0]?.unread ?? 0, newest);
  useEffect(() => {
    if (newest !== undefined) {
      window.scrollTo({ top: document.documentElement.scrollHeight });
    }
  }, [newest]);
  return (
    <Page title={t('title')}>
      <div className="pad stack">
        <p className="sub t2">
          {t('intro')} <Outside />
        </p>
        {list.hasNextPage && (
          <Button
            kind="plain"
            busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('earlier')}
          </Button>
        )}
        {list.isPending && <RowsSkeleton rows={3} />}
        {list.error && <QueryError error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && newestFirst.length === 0 && (
          <Empty icon={MessagesSquare} title={t('emptyTitle')} text={t('emptyText')} />
        )}
        <Conversation label={t('title')} messages={[...newestFirst].reverse()} own="person" />
      </div>
      <Writing />
    </Page>
  );
}

/** Opens a chat with a human outside of the app, when admins have set a contact. */
function Outside() {
  const t = useOwnText({ en, ru });
  const contact = useMe()?.supportContact;
  return contact
    ? rich(t('outside', { contact: contact.replace('https://', '') }), {
        link: (words) => (
          <button
            type="button"
            className="link"
            onClick={() => openInTelegram(contactUrl(contact))}
          >
            {words}
          </button>
        ),
      })
    : null;
}

/** Marks the answers on the screen as seen. */
function useSeen(unread: number, newest: number | undefined): void {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    if (unread > 0 && newest !== undefined) {
      void client.support.seen
        .mutate({ upTo: newest })
        .then(() => cache.invalidateQueries({ queryKey: trpc.support.pathKey() }))
        .catch(() => undefined);
    }
  }, [unread, newest, client, cache, trpc]);
}

function useAbout(): { context: SupportContextRef | null; asksRefund: boolean } {
  const search = new URLSearchParams(useSearch());
  const [payment, work] = [search.get('payment'), search.get('work')];
  if (payment) {
    return { context: { type: 'payment', id: payment }, asksRefund: search.has('refund') };
  }
  return { context: work ? { type: 'generation', id: work } : null, asksRefund: false };
}

function Writing() {
  const t = useOwnText({ en, ru });
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const ids = useRequestId();
  const { context, asksRefund } = useAbout();
  const [text, setText] = useState(draft.text);
  const [busy, setBusy] = useState(false);
  draft.text = text;
  const send = async () => {
    const input = { text: text.trim(), asksRefund, ...(context && { context }) };
    setBusy(true);
    try {
      await client.support.send.mutate({ ...input, requestId: ids.forInput(input) });
      ids.renew();
      setText('');
      notify('success');
      toast(t('sent'));
      await replace('/support');
      await cache.invalidateQueries({ queryKey: trpc.support.pathKey() });
    } catch (error) {
      notify('error');
      toast(errorSentence(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const number = context?.id.slice(-12) ?? '';
  return (
    <ActionBar>
      <div className="stack support-writing">
        {context && (
          <Note kind="neutral">
            {t('about', {
              what: t(context.type === 'payment' ? 'aboutPayment' : 'aboutWork', { number }),
            })}
            {asksRefund && <> {t('asksRefund')}</>}{' '}
            <button type="button" className="link" onClick={() => void replace('/support')}>
              {t('detach')}
            </button>
          </Note>
        )}
        <Composer
          value={text}
          onChange={setText}
          onSend={() => void send()}
          busy={busy}
          max={MAX_MESSAGE_LENGTH}
          placeholder={t(asksRefund ? 'refundPlaceholder' : 'placeholder')}
        />
      </div>
    </ActionBar>
  );
}

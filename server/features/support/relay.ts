/** Relays messages to the staff group: a topic for each person, where the group has topics. */
import { GrammyError } from 'grammy';
import { z } from 'zod';
import { MAX_MESSAGE_LENGTH } from '../../../shared/closedSets.ts';
import { visibleName } from '../../../shared/displayName.ts';
import type { AppContext } from '../../app/context.ts';
import { defineJob } from '../../jobs/job.ts';
import { nameInText } from '../../telegram/plainText.ts';
import { findPerson } from '../users/lookup.ts';
import { SupportMessage, SupportThread } from './models.ts';

/** Bot API: a topic's name has 1 to 128 characters. */
const MAX_TOPIC_NAME = 128;

type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** Texts stay in the table: the job holds only their ids. One at a time, so that a thread keeps its order. */
export const relayJob = defineJob({
  name: 'support.relay',
  payload: z.object({ userId: z.int(), messageId: z.int() }),
  policy: {
    retryLimit: 100,
    retryDelay: 2,
    retryDelayMax: 600,
    expireInSeconds: 60,
    concurrency: 1,
  },
  handle: async (app, { userId, messageId }) => relayMessage(app, userId, messageId),
});

async function relayMessage(app: AppContext, userId: number, messageId: number): Promise<void> {
  const chatId = app.config.telegram.supportChatId;
  const [message, person] = await Promise.all([
    app.db.of(SupportMessage).findOne({ where: { userId, id: messageId } }),
    findPerson(app.db, userId),
  ]);
  if (chatId === null || !message || !person || message.groupMessageId !== null) {
    return;
  }
  const topicId = await topicOf(app, chatId, person);
  const sent = await app.bots.first.api.sendMessage(chatId, textFor(message, person, topicId), {
    ...(topicId === null ? {} : { message_thread_id: topicId }),
    link_preview_options: { is_disabled: true },
  });
  await app.db.transaction((tx) =>
    tx
      .of(SupportMessage)
      .update({ groupMessageId: sent.message_id }, { where: { userId, id: messageId } }),
  );
}

/** The person's topic, created with the first message; null where the group has no topics. */
async function topicOf(app: AppContext, chatId: number, person: Person): Promise<number | null> {
  const thread = await app.db.of(SupportThread).findOne({ where: { userId: person.id } });
  if (!thread || thread.topicId !== null) {
    return thread?.topicId ?? null;
  }
  const name = `${nameOf(person)} · ${person.id}`.slice(-MAX_TOPIC_NAME);
  try {
    const { message_thread_id: topicId } = await app.bots.first.api.createForumTopic(chatId, name);
    await app.db.transaction((tx) =>
      tx.of(SupportThread).update({ topicId }, { where: { userId: person.id, topicId: null } }),
    );
    return topicId;
  } catch (error) {
    // Not a forum, or the bot may not manage topics: replies identify the thread as well.
    if (error instanceof GrammyError && error.error_code === 400) {
      return null;
    }
    throw error;
  }
}

const nameOf = ({ firstName, lastName }: Person) =>
  visibleName([firstName, lastName].filter(Boolean).join(' ')) ?? '—';

/** Who writes about what, and the text; the text alone where both do not fit. */
function textFor(message: SupportMessage, person: Person, topicId: number | null): string {
  const { text, contextType, contextId, refund } = message;
  const about =
    contextType && `${contextType} ${contextId}${refund === 'asked' ? ' · refund?' : ''}`;
  const who =
    message.author === 'staff' ? '✓' : topicId === null ? nameInText(nameOf(person)) : null;
  const head = [who && (message.author === 'staff' ? who : `${who} · ${person.id}`), about]
    .filter(Boolean)
    .join('\n');
  const whole = head === '' ? text : `${head}\n\n${text}`;
  return whole.length <= MAX_MESSAGE_LENGTH ? whole : text;
}

/**
 * What entries of the audit log name by a number or a code: the beginnings of notes and answers, and names of badges.
 * The log stores no texts of people, so that a text goes with its person's account, in the log as well.
 */
import type { AppContext } from '../../app/context.ts';
import { findBadgeNames } from '../catalog/lookup.ts';
import { findNotes } from '../people/service.ts';
import { findMessages } from '../support/lookup.ts';
import type { AdminAction as StoredAction } from './models.ts';

type Entry = Pick<StoredAction, 'id' | 'target' | 'after'>;
interface Key {
  userId: number;
  id: number;
}

const MAX_TEXT = 200;

function shorten(text: string): string {
  const letters = [...text];
  return letters.length > MAX_TEXT ? `${letters.slice(0, MAX_TEXT).join('')}…` : text;
}

export const personOf = (target: string) => /^user:(\d{1,15})$/.exec(target)?.[1];

/** The key of the text that an entry names by this field. */
function keyOf({ target, after }: Entry, field: 'noteId' | 'messageId'): Key | null {
  const id = (after as Record<string, unknown> | null)?.[field];
  const userId = Number(personOf(target));
  return typeof id === 'number' && Number.isSafeInteger(userId) ? { userId, id } : null;
}

const badgeOf = ({ after }: Entry): string | null => {
  const { badge } = (after ?? {}) as { badge?: unknown };
  return typeof badge === 'string' ? badge : null;
};

/** What the entries show after the action: as stored, with the text to its number, the name to its badge. */
export async function readTexts(
  app: AppContext,
  entries: readonly Entry[],
): Promise<(entry: Entry) => unknown> {
  const keysOf = (field: 'noteId' | 'messageId') =>
    entries.flatMap((entry) => keyOf(entry, field) ?? []);
  const [notes, messages, badges] = await Promise.all([
    findNotes(app.db, keysOf('noteId')),
    findMessages(app.db, keysOf('messageId')),
    findBadgeNames(app.db, [...new Set(entries.flatMap((entry) => badgeOf(entry) ?? []))]),
  ]);
  const noteAt = new Map(notes.map(({ userId, id, text }) => [`${userId}:${id}`, text]));
  const messageAt = new Map(messages.map(({ userId, id, text }) => [`${userId}:${id}`, text]));
  return (entry) => {
    const note = keyOf(entry, 'noteId');
    const message = keyOf(entry, 'messageId');
    const text =
      (note && noteAt.get(`${note.userId}:${note.id}`)) ??
      (message && messageAt.get(`${message.userId}:${message.id}`));
    const badgeName = badges.get(badgeOf(entry) ?? '');
    return text || badgeName
      ? {
          ...(entry.after as object),
          ...(text && { text: shorten(text) }),
          ...(badgeName && { badgeName }),
        }
      : entry.after;
  };
}

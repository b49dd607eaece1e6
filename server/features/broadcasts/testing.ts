/** What tests of broadcasts need: people who have switched them on, and a draft. */
import { randomUUID } from 'node:crypto';
import type { BroadcastAudience } from '../../../shared/schemas/broadcasts.ts';
import { sql } from '../../db/statement.ts';
import type { testApp } from '../../testing/testApp.ts';

type Admin = Awaited<ReturnType<ReturnType<typeof testApp>['admin']>>['call'];
type Draft = Parameters<Admin['admin']['saveBroadcast']>[0];

export const everybody: BroadcastAudience = {
  language: null,
  bot: null,
  activity: null,
  plan: null,
  role: null,
};

/** A new draft. */
export function draftOf(changes: Partial<Draft> = {}): Draft {
  return {
    requestId: randomUUID(),
    id: null,
    version: 0,
    text: { ru: 'Привет всем', en: 'Hello everybody' },
    button: null,
    audience: everybody,
    picture: { from: 'none' },
    ...changes,
  };
}

interface MessageRow {
  user_id: number;
  outcome: string | null;
  held: boolean;
  under_way: boolean;
}

/** The messages of a broadcast ($1). */
export const readMessages = sql<MessageRow>(`
  select user_id, outcome, held, outcome is null and not held and send_after = 'infinity' as under_way
  from outbox_messages where broadcast_id = $1 order by user_id
`);

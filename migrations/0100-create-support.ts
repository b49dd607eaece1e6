import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What a person and the support team write to each other: one thread for each person.
    create table support_threads (
      user_id bigint primary key references users (id),
      -- The bot that the person wrote through last; answers go there.
      bot_name text not null,
      -- Messages of the person since the last answer, and answers that the person has not seen.
      waiting integer not null default 0,
      unread integer not null default 0,
      -- Until when texts to the bot are taken for this thread.
      listens_until timestamptz,
      -- The topic of the staff group; null where the group has none.
      topic_id bigint,
      last_message_at timestamptz not null default now(),
      created_at timestamptz not null default now()
    );
    create index support_threads_waiting on support_threads ((waiting > 0) desc, last_message_at desc);
    create unique index support_threads_topic_key on support_threads (topic_id);

    create table support_messages (
      user_id bigint not null references support_threads (user_id),
      id bigint generated always as identity,
      author text not null check (author in ('person', 'staff')),
      -- Who of the team; null for the staff group.
      admin_user_id bigint references users (id),
      channel text not null check (channel in ('app', 'bot', 'group')),
      text text not null,
      context_type text check (context_type in ('payment', 'generation')),
      context_id uuid,
      -- Of a message that asks for money back: what became of it.
      refund text check (refund in ('asked', 'refunded', 'declined')),
      -- The message's copy in the staff group.
      group_message_id bigint,
      created_at timestamptz not null default now(),
      primary key (user_id, id),
      check ((context_type is null) = (context_id is null)),
      check (refund is null or context_type = 'payment')
    );
    create index support_messages_context on support_messages (context_id) where refund = 'asked';
    create index support_messages_group on support_messages (group_message_id)
      where group_message_id is not null;
  `,
  down: `
    delete from outbox_messages where kind = 'support_answer';
    drop table support_messages;
    drop table support_threads;
  `,
};

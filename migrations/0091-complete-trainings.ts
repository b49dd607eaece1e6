import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    alter table trainings rename column score to total_score;
    alter table trainings rename column clarity to clarity_level;
    alter table trainings rename column question_types to per_type_counts;
    alter table trainings rename column snapshot to session_snapshot;
    alter table trainings
      alter column total_score type numeric(10, 2),
      alter column clarity_level type numeric(10, 2),
      alter column title set default '',
      -- What the score is out of, as the bot counts; null where the bot does not say.
      add column max_score numeric(10, 2) check (max_score > 0),
      add column case_data jsonb not null default '{}',
      add column trained_at timestamptz not null default now();
    update trainings set trained_at = created_at;
    create index trainings_history on trainings (user_id, trained_at desc, id desc);

    -- What an older store counted of a person in a bot, carried over once.
    create table imported_totals (
      user_id bigint not null references users (id),
      bot_name text not null,
      trainings bigint not null default 0 check (trainings >= 0),
      total_score numeric(14, 2) not null default 0,
      best_score numeric(10, 2),
      xp bigint not null default 0 check (xp >= 0),
      imported_at timestamptz not null default now(),
      primary key (user_id, bot_name)
    );

    -- The bot that made the badge; null for badges of the product.
    alter table badges add column defined_by text;
  `,
  down: `
    alter table badges drop column defined_by;
    drop table imported_totals;
    drop index trainings_history;
    alter table trainings
      drop column trained_at,
      drop column case_data,
      drop column max_score,
      alter column title drop default,
      -- Scores that are too large for the narrower columns are cut to the largest that fits.
      alter column total_score type numeric(6, 2) using least(total_score, 9999.99),
      alter column clarity_level type numeric(6, 2) using least(clarity_level, 9999.99);
    alter table trainings rename column session_snapshot to snapshot;
    alter table trainings rename column per_type_counts to question_types;
    alter table trainings rename column clarity_level to clarity;
    alter table trainings rename column total_score to score;
  `,
};

import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create table generations (
      user_id bigint not null references users (id),
      id uuid not null,
      request_id uuid not null,
      -- Hash of the input: the same request id with another input is refused.
      request_hash bytea not null,
      bot_name text not null,
      operation text not null,
      model text not null references models (code),
      prompt text not null default '',
      aspect_ratio text not null,
      seed bigint not null,
      scale smallint,
      -- Of a film, when the person chose.
      seconds smallint,
      sound boolean,
      -- [{type, id}] of the pictures that go in.
      inputs jsonb not null default '[]',
      price bigint not null check (price >= 0),
      paid_with text not null
        check (paid_with in ('free', 'free_access', 'plan', 'free_operations', 'credits', 'coins')),
      -- The day whose plan allowance was used.
      plan_day date,
      status text not null default 'queued'
        check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
      progress real check (progress between 0 and 1),
      provider text,
      provider_model text,
      -- Set and committed before the provider is asked: from then on it is never asked again blindly.
      submit_started_at timestamptz,
      provider_request_id text,
      -- Which worker holds it; a writer with another token is too late.
      lease_token uuid,
      lease_until timestamptz,
      attempts integer not null default 0,
      deadline_at timestamptz not null,
      failure text,
      failure_detail text,
      media_count integer not null default 0,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      primary key (user_id, id),
      constraint generations_request_key unique (user_id, request_id),
      constraint generations_finished_check
        check ((finished_at is not null) = (status in ('succeeded', 'failed', 'cancelled')))
    );
    create index generations_active on generations (user_id, id) where status in ('queued', 'running');
    create index generations_leases on generations (lease_until) where status = 'running';
    create index generations_queue on generations (created_at) where status = 'queued';
    create index generations_provider_request on generations (provider, provider_request_id)
      where provider_request_id is not null;
    create index generations_finished on generations (model, finished_at desc)
      where status = 'succeeded';
    create index generations_created_at on generations (created_at);
    -- What a person has made, day by day.
    create index generations_made on generations (user_id, finished_at) where status = 'succeeded';

    create function keep_terminal_status() returns trigger language plpgsql as $$
    begin
      raise exception 'a finished generation does not change its status' using errcode = 'restrict_violation';
    end $$;
    create trigger generations_terminal before update of status on generations for each row
      when (old.status in ('succeeded', 'failed', 'cancelled') and new.status is distinct from old.status)
      execute function keep_terminal_status();

    create table media (
      user_id bigint not null references users (id),
      id uuid not null,
      generation_id uuid not null,
      position smallint not null default 0,
      kind text not null check (kind in ('image', 'video')),
      operation text not null,
      model text not null,
      mime text not null,
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      bytes bigint not null check (bytes > 0),
      duration_ms integer,
      -- Content-addressed names in the storage.
      file text not null,
      preview_file text not null,
      thumb_file text not null,
      thumbhash bytea not null,
      favourite_at timestamptz,
      trashed_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (user_id, id),
      constraint media_generation_key unique (user_id, generation_id, position)
    );
    create index media_gallery on media (user_id, id desc) where trashed_at is null;
    create index media_kind on media (user_id, kind, id desc) where trashed_at is null;
    create index media_operation on media (user_id, operation, id desc) where trashed_at is null;
    create index media_model on media (user_id, model, id desc) where trashed_at is null;
    create index media_favourites on media (user_id, id desc)
      where favourite_at is not null and trashed_at is null;
    create index media_trash on media (user_id, id desc) where trashed_at is not null;
    create index media_trashed_at on media (trashed_at) where trashed_at is not null;
    create index media_file on media (file);

    -- Counted by a trigger, because counting a million rows for one page would be slow.
    create table media_counts (
      user_id bigint primary key,
      images bigint not null default 0,
      videos bigint not null default 0,
      favourites bigint not null default 0,
      trash bigint not null default 0
    );
    create function count_media() returns trigger language plpgsql as $$
    declare
      was media%rowtype;
      is_now media%rowtype;
    begin
      if tg_op <> 'INSERT' then was := old; end if;
      if tg_op <> 'DELETE' then is_now := new; end if;
      insert into media_counts as counted (user_id, images, videos, favourites, trash)
      select coalesce(is_now.user_id, was.user_id), images, videos, favourites, trash
      from (
        select
          (tg_op <> 'DELETE' and is_now.trashed_at is null and is_now.kind = 'image')::int
            - (tg_op <> 'INSERT' and was.trashed_at is null and was.kind = 'image')::int as images,
          (tg_op <> 'DELETE' and is_now.trashed_at is null and is_now.kind = 'video')::int
            - (tg_op <> 'INSERT' and was.trashed_at is null and was.kind = 'video')::int as videos,
          (tg_op <> 'DELETE' and is_now.trashed_at is null and is_now.favourite_at is not null)::int
            - (tg_op <> 'INSERT' and was.trashed_at is null and was.favourite_at is not null)::int as favourites,
          (tg_op <> 'DELETE' and is_now.trashed_at is not null)::int
            - (tg_op <> 'INSERT' and was.trashed_at is not null)::int as trash
      ) as change
      on conflict (user_id) do update set
        images = counted.images + excluded.images,
        videos = counted.videos + excluded.videos,
        favourites = counted.favourites + excluded.favourites,
        trash = counted.trash + excluded.trash;
      return null;
    end $$;
    create trigger media_count after insert or delete or update of trashed_at, favourite_at on media
      for each row execute function count_media();

    -- Pictures put in by a person; kept for a while.
    create table uploads (
      user_id bigint not null references users (id),
      id uuid not null,
      mime text not null,
      width integer not null,
      height integer not null,
      bytes bigint not null,
      file text not null,
      thumbhash bytea not null,
      created_at timestamptz not null default now(),
      primary key (user_id, id)
    );
    create index uploads_created_at on uploads (created_at);
    create index uploads_file on uploads (file);
  `,
  down: `
    drop table uploads;
    drop table media_counts;
    drop table media;
    drop function count_media();
    drop table generations;
    drop function keep_terminal_status();
  `,
};

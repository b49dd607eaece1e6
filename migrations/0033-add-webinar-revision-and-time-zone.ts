import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Calendars take a newer version of an event only when its SEQUENCE is higher.
    alter table webinars add column revision integer not null default 0;
    create function count_webinar_revision() returns trigger language plpgsql as $$
    begin
      if (new.title, new.description, new.starts_at, new.duration_minutes, new.link, new.active)
        is distinct from (old.title, old.description, old.starts_at, old.duration_minutes, old.link, old.active)
      then
        new.revision := old.revision + 1;
      end if;
      return new;
    end $$;
    create trigger webinars_revision before update on webinars
      for each row execute function count_webinar_revision();

    -- The zone of the person's device, as the app says at each launch; null while nobody has said.
    alter table users add column time_zone text;
  `,
  down: `
    alter table users drop column time_zone;
    drop trigger webinars_revision on webinars;
    drop function count_webinar_revision();
    alter table webinars drop column revision;
  `,
};

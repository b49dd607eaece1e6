import type { Migration } from '../server/db/migrate.ts';

/** The badge as it was delivered; what an admin has changed stays. */
export const migration: Migration = {
  up: `
    update badges set criteria = '{"metric": "early_people", "threshold": 100}',
        description = '{"ru": "Прийти среди первых 100 человек и вернуться в другой день", "en": "Be one of the first 100 people, and come back another day"}'
      where code = 'pioneer' and criteria = '{"metric": "manual", "threshold": 1}'
        and description = '{"ru": "За особые заслуги", "en": "For special merit"}';
  `,
  down: `
    update badges set criteria = '{"metric": "manual", "threshold": 1}',
        description = '{"ru": "За особые заслуги", "en": "For special merit"}'
      where code = 'pioneer' and criteria = '{"metric": "early_people", "threshold": 100}';
  `,
};

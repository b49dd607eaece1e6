import type { Migration } from '../server/db/migrate.ts';

/** Names and badges that are as they were delivered; what an admin has changed stays. */
export const migration: Migration = {
  up: `
    update levels set name = '{"ru": "Исследователь", "en": "Explorer"}'
      where name = '{"ru": "Ученик", "en": "Learner"}';
    update levels set name = '{"ru": "Маэстро", "en": "Maestro"}'
      where name = '{"ru": "Режиссёр", "en": "Director"}';

    -- Six operations run without any AI provider, so that everybody can have it.
    update badges set name = '{"ru": "Мастер на все руки", "en": "All-rounder"}',
        description = '{"ru": "6 разных операций", "en": "Use 6 operations"}',
        criteria = '{"metric": "operations_used", "threshold": 6}'
      where code = 'all_tools' and criteria = '{"metric": "operations_used", "threshold": 8}';
  `,
  down: `
    update levels set name = '{"ru": "Ученик", "en": "Learner"}'
      where name = '{"ru": "Исследователь", "en": "Explorer"}';
    update levels set name = '{"ru": "Режиссёр", "en": "Director"}'
      where name = '{"ru": "Маэстро", "en": "Maestro"}';
    update badges set name = '{"ru": "Все приёмы", "en": "All tools"}',
        description = '{"ru": "Все 8 операций", "en": "Use all 8 operations"}',
        criteria = '{"metric": "operations_used", "threshold": 8}'
      where code = 'all_tools' and criteria = '{"metric": "operations_used", "threshold": 6}';
  `,
};

import type { Language } from './language.ts';
import type { Forms } from './plural.ts';

/** The nouns that stand after numbers everywhere in the app. */
export const nounNames = ['coin', 'star', 'image', 'video', 'work', 'operation', 'credit'] as const;
export type Noun = (typeof nounNames)[number];

export const nouns = {
  en: {
    coin: { one: 'coin', other: 'coins' },
    star: { one: 'star', other: 'stars' },
    image: { one: 'image', other: 'images' },
    video: { one: 'video', other: 'videos' },
    work: { one: 'work', other: 'works' },
    operation: { one: 'operation', other: 'operations' },
    credit: { one: 'credit', other: 'credits' },
  },
  ru: {
    coin: { one: 'монета', few: 'монеты', many: 'монет', other: 'монеты' },
    star: { one: 'звезда', few: 'звезды', many: 'звёзд', other: 'звезды' },
    image: { one: 'картинка', few: 'картинки', many: 'картинок', other: 'картинки' },
    video: { one: 'видео', few: 'видео', many: 'видео', other: 'видео' },
    work: { one: 'работа', few: 'работы', many: 'работ', other: 'работы' },
    operation: { one: 'операция', few: 'операции', many: 'операций', other: 'операции' },
    credit: { one: 'кредит', few: 'кредита', many: 'кредитов', other: 'кредита' },
  },
} as const satisfies Record<Language, Record<Noun, Forms>>;

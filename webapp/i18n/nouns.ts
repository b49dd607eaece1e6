import type { Language } from './language.ts';
import type { Forms } from './plural.ts';

/** The nouns that stand after numbers everywhere in the app. */
export const nounNames = ['coin', 'star', 'image', 'video', 'work', 'operation', 'credit'] as const;
export type Noun = (typeof nounNames)[number];
/** What the words before a Russian amount ask for: «Забрать 1 монету», «Не хватает 2 монет». */
export type Case = 'nominative' | 'accusative' | 'genitive';

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

/** The forms in other cases, of the nouns that stand in them. */
export const declined: Partial<Record<`${Case}_${Noun}`, Forms>> = {
  accusative_coin: { one: 'монету', few: 'монеты', many: 'монет', other: 'монеты' },
  genitive_coin: { one: 'монеты', few: 'монет', many: 'монет', other: 'монеты' },
  accusative_star: { one: 'звезду', few: 'звезды', many: 'звёзд', other: 'звезды' },
  genitive_star: { one: 'звезды', few: 'звёзд', many: 'звёзд', other: 'звезды' },
  accusative_operation: { one: 'операцию', few: 'операции', many: 'операций', other: 'операции' },
  genitive_operation: { one: 'операции', few: 'операций', many: 'операций', other: 'операции' },
};

import type { Forms } from './match.ts';

/** What people in a picture wear, do and work at. */
export const detailWords = {
  sunglasses: 'солнечн*_очк* солнцезащитн*_очк* темн*_очк* sunglasses dark_glasses',
  glasses: 'очки очках очков очкарик* glasses spectacles eyeglasses',
  smile: 'улыб* смеет* смеющ* смеют* счастлив* радостн* smile smiles smiling laugh* happy grin*',
  laptop: 'ноутбук* лэптоп* компьютер* laptop* computer* macbook*',
} as const satisfies Record<string, Forms>;
export type Detail = keyof typeof detailWords;

/** People without their sex, by how many there are unless a number says it. */
export const companyWords = {
  two: 'влюбленн* супруг* молодожен* парочк* couple couples newlyweds lovers',
  several:
    'люди людей людям людьми людях друзья друзей друзьями друзьям семья семьи семью семьей семейн* компания_друзей команда команды команду командой коллег* толпа толпы гости гостей people persons friends family families team teams crowd crowds colleague* guests audience',
  children: 'дети детей детьми детям детишк* малыши малышей children kids toddlers',
  child: 'ребенок ребенка ребенку ребенком малыш* child kid toddler*',
  person: 'человек человека человеку человеком person',
} as const satisfies Record<string, Forms>;
export type Company = keyof typeof companyWords;

/** Celebrations, which are drawn as the objects that belong to them. */
export const occasionWords = {
  birthday: 'день_рожд* днем_рожд* дня_рожд* дню_рожд* дне_рожд* birthday birthdays',
  party: 'вечеринк* праздник* праздничн* торжеств* party parties celebration*',
} as const satisfies Record<string, Forms>;
export type Occasion = keyof typeof occasionWords;

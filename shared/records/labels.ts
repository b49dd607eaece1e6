/** The names of fields and their choices, in forms and in the headings of files. */
import type { Localized } from '../schemas/primitives.ts';
import type { SectionCode } from './sections.ts';

const said = (ru: string, en: string): Localized => ({ ru, en });

const fields: Record<string, Localized> = {
  code: said('Код', 'Code'),
  kind: said('Что даёт', 'Gives'),
  value: said('Сколько', 'Amount'),
  maxUses: said('Всего использований', 'Uses in all'),
  perUser: said('Раз на человека', 'Uses per person'),
  startsAt: said('Начало', 'Starts'),
  endsAt: said('Конец', 'Ends'),
  firstTopupOnly: said('Только первое пополнение', 'First top-up only'),
  adminsOnly: said('Только для админов', 'Admins only'),
  active: said('Включено', 'On'),
  operation: said('Операция', 'Operation'),
  name: said('Название', 'Name'),
  price: said('Цена', 'Price'),
  status: said('Статус', 'Status'),
  fallback: said('Запасная модель', 'Fallback'),
  providers: said('Провайдеры', 'Providers'),
  etaSeconds: said('Обычное время', 'Usual time'),
  position: said('Место в списке', 'Place in the list'),
  coins: said('Монеты', 'Coins'),
  stars: said('Звёзды', 'Stars'),
  roubles: said('Рубли', 'Roubles'),
  days: said('Дней', 'Days'),
  dailyOperations: said('Операций в день', 'Operations a day'),
  credits: said('Кредиты', 'Credits'),
  level: said('Уровень', 'Level'),
  minXp: said('От XP', 'From XP'),
  freeOperations: said('Бесплатные операции', 'Free operations'),
  description: said('Описание', 'Description'),
  icon: said('Рисунок', 'Icon'),
  rarity: said('Редкость', 'Rarity'),
  metric: said('Что считается', 'What is counted'),
  threshold: said('Сколько нужно', 'How many are needed'),
  xp: said('XP', 'XP'),
  taken: said('Использовано', 'Used'),
  createdAt: said('Создан', 'Created'),
  title: said('Название', 'Title'),
  durationMinutes: said('Сколько длится', 'How long'),
  link: said('Ссылка для участников', 'Link for participants'),
  capacity: said('Сколько мест', 'Places'),
  recordingLink: said('Ссылка на запись', 'Link to the recording'),
  text: said('Текст', 'Text'),
  ownedPercent: said('Есть у, %', 'Owned by, %'),
};

const inSections: Partial<Record<SectionCode, Record<string, Localized>>> = {
  plans: { kind: said('Вид', 'Kind') },
  presets: { kind: said('Вид', 'Kind') },
  webinars: { active: said('Состоится', 'Takes place') },
  levels: { coins: said('Монеты за уровень', 'Coins for the level') },
};

const choices: Record<string, Localized> = {
  bonus_coins: said('Монеты', 'Coins'),
  topup_discount: said('Скидка', 'Discount'),
  free_access: said('Свободный доступ', 'Free access'),
  free_operations: said('Бесплатные операции', 'Free operations'),
  free_trainings: said('Тренировки', 'Trainings'),
  plan_days: said('Дни подписки', 'Plan days'),
  active: said('Работает', 'Active'),
  soon: said('Скоро', 'Soon'),
  retired: said('Убрана', 'Retired'),
  create: said('Создать', 'Create'),
  video: said('Видео', 'Video'),
  edit: said('Изменить', 'Edit'),
  merge: said('Соединить', 'Merge'),
  face_swap: said('Замена лица', 'Face swap'),
  retouch: said('Ретушь', 'Retouch'),
  upscale: said('Увеличить', 'Upscale'),
  add_text: said('Текст', 'Add text'),
  template: said('Шаблон', 'Template'),
  style: said('Стиль', 'Style'),
  MONTH: said('Месяц', 'Month'),
  YEAR: said('Год', 'Year'),
  CREDITS: said('Кредиты', 'Credits'),
  common: said('Обычный', 'Common'),
  rare: said('Редкий', 'Rare'),
  epic: said('Эпический', 'Epic'),
  legendary: said('Легендарный', 'Legendary'),
  launches: said('Запуски', 'Launches'),
  images: said('Картинки', 'Images'),
  videos: said('Видео', 'Videos'),
  generations: said('Работы', 'Works'),
  operations_used: said('Разные операции', 'Different operations'),
  topups: said('Пополнения', 'Top-ups'),
  topup_coins: said('Купленные монеты', 'Coins bought'),
  webinars: said('Вебинары', 'Webinars'),
  friends: said('Друзья', 'Friends'),
  favourites: said('Избранное', 'Favourites'),
  streak_days: said('Дни подряд', 'Days in a row'),
  level: said('Уровень', 'Level'),
  trainings: said('Тренировки', 'Trainings'),
  early_people: said('Первые люди', 'First people'),
  manual: said('Вручную', 'By hand'),
  google: said('Google', 'Google'),
  fal: said('fal.ai', 'fal.ai'),
  local: said('Встроенный художник', 'Built-in artist'),
  ru: said('Русский', 'Russian'),
  en: said('Английский', 'English'),
};

/** Rewards have no name of their own in their table. */
export const rewardNames: Record<string, Localized> = {
  launch_coins: said('За первый запуск', 'First launch'),
  direction_coins: said('За выбор направления', 'Choosing a direction'),
  webinar_coins: said('За вебинар', 'Webinar'),
  referral_inviter_coins: said('Пригласившему', 'To the inviter'),
  referral_friend_coins: said('Другу', 'To the friend'),
  referral_topup_percent: said('Доля от пополнений друга', 'Share of a friend’s top-ups'),
  channel_free_operations: said(
    'За подписку на канал: операции',
    'Joining the channel: operations',
  ),
  channel_free_trainings: said(
    'За подписку на канал: тренировки',
    'Joining the channel: trainings',
  ),
  daily_1_coins: said('Ежедневно: 1-й день подряд', 'Daily: 1st day in a row'),
  daily_2_coins: said('Ежедневно: 2-й день подряд', 'Daily: 2nd day in a row'),
  daily_3_coins: said('Ежедневно: 3-й день подряд', 'Daily: 3rd day in a row'),
  daily_4_coins: said('Ежедневно: 4-й день подряд', 'Daily: 4th day in a row'),
  daily_5_coins: said('Ежедневно: 5-й день подряд', 'Daily: 5th day in a row'),
  daily_6_coins: said('Ежедневно: 6-й день подряд', 'Daily: 6th day in a row'),
  daily_7_coins: said('Ежедневно: с 7-го дня', 'Daily: 7th day and on'),
  xp_image: said('XP за картинку', 'XP for an image'),
  xp_video: said('XP за видео', 'XP for a video'),
  xp_topup: said('XP за пополнение', 'XP for a top-up'),
  xp_webinar: said('XP за вебинар', 'XP for a webinar'),
  xp_friend: said('XP за друга', 'XP for a friend'),
};

/** The name of a field; its own code where it has none. */
export function fieldLabel(section: SectionCode | null, name: string): Localized {
  const own = section === null ? undefined : inSections[section]?.[name];
  return own ?? fields[name] ?? { ru: name, en: name };
}

export function choiceLabel(value: string): Localized {
  return choices[value] ?? { ru: value, en: value };
}

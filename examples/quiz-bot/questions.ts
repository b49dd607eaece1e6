export type Language = 'ru' | 'en';
type Text = Record<Language, string>;

export interface Question {
  topic: 'prompts' | 'tools';
  text: Text;
  options: readonly Text[];
  /** Which of the options is right. */
  right: number;
}

export const questions: readonly Question[] = [
  {
    topic: 'prompts',
    text: {
      ru: 'Какой запрос даст более предсказуемую картинку?',
      en: 'Which prompt gives the more predictable picture?',
    },
    options: [
      { ru: '«Красивый кот»', en: '“A beautiful cat”' },
      {
        ru: '«Рыжий кот у окна, утренний свет, акварель»',
        en: '“A ginger cat by a window, morning light, watercolour”',
      },
    ],
    right: 1,
  },
  {
    topic: 'tools',
    text: {
      ru: 'Что делает увеличение разрешения?',
      en: 'What does upscaling do?',
    },
    options: [
      { ru: 'Добавляет пиксели и детали', en: 'Adds pixels and detail' },
      { ru: 'Меняет сюжет', en: 'Changes the subject' },
      { ru: 'Убирает фон', en: 'Removes the background' },
    ],
    right: 0,
  },
  {
    topic: 'prompts',
    text: {
      ru: 'Картинка почти удалась. Что изменить в запросе?',
      en: 'The picture is almost right. What do you change in the prompt?',
    },
    options: [
      { ru: 'Всё сразу', en: 'Everything at once' },
      { ru: 'Что-то одно', en: 'One thing' },
    ],
    right: 1,
  },
  {
    topic: 'tools',
    text: {
      ru: 'Чем заменить лицо на портрете?',
      en: 'How do you put another face into a portrait?',
    },
    options: [
      { ru: 'Ретушью', en: 'By retouching' },
      { ru: 'Заменой лица', en: 'By a face swap' },
      { ru: 'Надписью', en: 'By adding text' },
    ],
    right: 1,
  },
  {
    topic: 'prompts',
    text: {
      ru: 'Что сильнее всего задаёт настроение картинки?',
      en: 'What sets the mood of a picture most?',
    },
    options: [
      { ru: 'Свет и цвета', en: 'Light and colours' },
      { ru: 'Размер файла', en: 'The size of the file' },
    ],
    right: 0,
  },
];

const plural = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};
const questionForms: Record<Language, Partial<Record<Intl.LDMLPluralRule, string>>> = {
  ru: { one: 'вопрос', few: 'вопроса', many: 'вопросов' },
  en: { one: 'question', other: 'questions' },
};
const countOf = (language: Language, count: number) =>
  `${count} ${questionForms[language][plural[language].select(count)]}`;

/** The bot's texts. */
export const words = {
  ru: {
    hello: (name: string) =>
      `Здравствуйте, ${name}! ${countOf('ru', questions.length)} о картинках, которые рисует ИИ. За верные ответы вы получите опыт, общий для всех наших ботов.`,
    begin: 'Начать',
    again: 'Ещё раз',
    progress: 'Мой прогресс',
    question: (nth: number) => `Вопрос ${nth} из ${questions.length}`,
    isOver: 'На этот вопрос вы уже ответили',
    result: (right: number) => `Верных ответов: ${right} из ${questions.length}.`,
    xp: (amount: number) => `+${amount} опыта`,
    level: (level: number) => `Новый уровень: ${level}!`,
    badge: 'Новый значок: «Гуру викторин»',
    noAccess:
      'Бесплатные викторины закончились. Новые дают тариф и промокоды — их можно найти в приложении.',
    paused: 'Сейчас не получилось. Ответы сохранены: попробуйте ещё раз через минуту.',
  },
  en: {
    hello: (name: string) =>
      `Hello, ${name}! ${countOf('en', questions.length)} about pictures that AI draws. Right answers earn XP, which is common to all our bots.`,
    begin: 'Begin',
    again: 'Once more',
    progress: 'My progress',
    question: (nth: number) => `Question ${nth} of ${questions.length}`,
    isOver: 'You have answered this question already',
    result: (right: number) => `Right answers: ${right} of ${questions.length}.`,
    xp: (amount: number) => `+${amount} XP`,
    level: (level: number) => `A new level: ${level}!`,
    badge: 'A new badge: Quiz guru',
    noAccess:
      'Your free quizzes are used up. A plan or a promo code brings more: both are in the app.',
    paused: 'That did not work just now. Your answers are kept: try again in a minute.',
  },
} satisfies Record<Language, unknown>;

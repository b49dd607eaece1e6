import { useOwnText } from '../../../i18n/useText.ts';

const en = {
  people: 'Participants',
  peopleOf: 'Participants: {{number}}',
  cancel: 'Cancel the webinar',
  cancelTitle: 'Cancel the webinar?',
  cancelText: 'The bot tells everybody who has a place or waits for one. They keep their coins.',
  keep: 'Keep it',
  cancelDone: 'The webinar is cancelled; people are being told',
  backOn: 'It takes place after all',
  backOnDone: 'The webinar takes place; people are being told',
  isOff: 'This webinar is cancelled. Nobody sees it but those who had a place.',
  filters: { registered: 'Registered', waiting: 'Waiting', attended: 'Came' },
  none: 'Nobody here yet',
  came: 'Came',
  markAll: 'Everybody came',
  later: 'Who came is marked once the webinar has begun.',
  marked_one: '{{number}} marked',
  marked_other: '{{number}} marked',
  standing: '{{registered}} registered, {{waiting}} waiting',
  standingOf: '{{registered}} of {{capacity}} places, {{waiting}} waiting',
  off: 'cancelled',
  over: 'over',
  told: 'When you change the time or the link, the bot tells everybody who has a place.',
  log: {
    came_one: '{{number}} marked as having come',
    came_other: '{{number}} marked as having come',
    absent_one: 'Mark of {{number}} person taken back',
    absent_other: 'Marks of {{number}} people taken back',
  },
} as const;

const ru = {
  people: 'Участники',
  peopleOf: 'Участники: {{number}}',
  cancel: 'Отменить вебинар',
  cancelTitle: 'Отменить вебинар?',
  cancelText: 'Бот напишет всем, кто записан или ждёт места. Монеты останутся у них.',
  keep: 'Оставить',
  cancelDone: 'Вебинар отменён, бот пишет участникам',
  backOn: 'Всё-таки состоится',
  backOnDone: 'Вебинар состоится, бот пишет участникам',
  isOff: 'Вебинар отменён. Его видят только те, кто был записан.',
  filters: { registered: 'Записаны', waiting: 'Ждут места', attended: 'Пришли' },
  none: 'Здесь пока никого',
  came: 'Пришёл',
  markAll: 'Пришли все',
  later: 'Отметить пришедших можно, когда вебинар начнётся.',
  marked_one: 'Отмечен {{number}}',
  marked_few: 'Отмечено {{number}}',
  marked_many: 'Отмечено {{number}}',
  marked_other: 'Отмечено {{number}}',
  standing: 'Записаны: {{registered}}, ждут: {{waiting}}',
  standingOf: 'Занято {{registered}} из {{capacity}}, ждут: {{waiting}}',
  off: 'отменён',
  over: 'прошёл',
  told: 'Если изменить время или ссылку, бот напишет всем, кто записан.',
  log: {
    came_one: 'Отмечен {{number}} пришедший',
    came_few: 'Отмечено {{number}} пришедших',
    came_many: 'Отмечено {{number}} пришедших',
    came_other: 'Отмечено {{number}} пришедших',
    absent_one: 'Снята {{number}} отметка о приходе',
    absent_few: 'Сняты {{number}} отметки о приходе',
    absent_many: 'Снято {{number}} отметок о приходе',
    absent_other: 'Снято {{number}} отметки о приходе',
  },
} as const;

export const webinarTexts = { en, ru };

/** Texts of webinars and their participants. */
export function useWebinarText() {
  return useOwnText(webinarTexts);
}

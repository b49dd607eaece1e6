import { type Language, locales } from './language.ts';

const MOSCOW = 'Europe/Moscow';
const NBSP = '\u00a0';
/** A line never breaks between the day and its month. */
const DAY_BEFORE_MONTH = /(\d) (?=\p{L})/u;
const texts = {
  en: { today: 'Today', yesterday: 'Yesterday', moscow: 'Moscow' },
  ru: { today: 'Сегодня', yesterday: 'Вчера', moscow: 'МСК' },
} as const satisfies Record<Language, Record<string, string>>;

const writesMonthsLarge = { en: true, ru: false } as const satisfies Record<Language, boolean>;

const months = {
  en: 'January February March April May June July August September October November December',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
} as const satisfies Record<Language, string>;
/** Moscow has kept one time all year round since October 2014. */
const MOSCOW_AHEAD_MS = 3 * 3_600_000;

type When = string | Date;

/** Dates by the person's own clock, unless the name says Moscow. */
export function dateFormats(language: Language) {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    // Created on first use: each one takes milliseconds on a phone, and a screen needs few of them.
    let made: Intl.DateTimeFormat | undefined;
    // Short Russian months come as "нояб."; everywhere here they have three letters and no dot.
    const tidy = (text: string) =>
      (options.month === 'short' ? text.replace(/([а-я]{3})[а-я]*\.?/, '$1') : text).replace(
        DAY_BEFORE_MONTH,
        `$1${NBSP}`,
      );
    return (when: When) => {
      made ??= new Intl.DateTimeFormat(locales[language], options);
      return tidy(made.format(new Date(when)));
    };
  };
  // Used on Home and in the wallet: there the first use of `Intl` would delay opening by a tenth of a second on a phone.
  const names = months[language].split(' ');
  const dayAndMonth = (day: number, month: number) => `${day}${NBSP}${names[month]}`;
  const date = (when: When) => {
    const day = new Date(when);
    return dayAndMonth(day.getDate(), day.getMonth());
  };
  const time = (when: When) => {
    const moment = new Date(when);
    return clock(moment.getHours(), moment.getMinutes());
  };
  const withYear = (when: When) => `${date(when)} ${new Date(when).getFullYear()}`;
  const inMoscow = (when: When) => new Date(new Date(when).getTime() + MOSCOW_AHEAD_MS);
  const moscowDate = (when: When) => {
    const day = inMoscow(when);
    return dayAndMonth(day.getUTCDate(), day.getUTCMonth());
  };
  const moscowTime = (when: When) => {
    const moment = inMoscow(when);
    return clock(moment.getUTCHours(), moment.getUTCMinutes());
  };
  const short = formatter({ day: 'numeric', month: 'short' });
  const shortOfYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
  const shortWithYear = (when: When) => shortOfYear(when).replace(/\sг\.$/, '');
  const weekday = formatter({ weekday: 'long', day: 'numeric', month: 'long', timeZone: MOSCOW });
  const moscowDay = formatter({ day: 'numeric', timeZone: MOSCOW });
  const moscowMonth = formatter({ month: 'short', timeZone: MOSCOW });
  const moscowWeekday = formatter({ weekday: 'short', timeZone: MOSCOW });
  const dayOfWeek = formatter({ weekday: 'short', timeZone: 'UTC' });
  const sameYear = (when: When) => new Date(when).getFullYear() === new Date().getFullYear();
  const fullDate = (when: When) => (sameYear(when) ? date(when) : withYear(when));

  return {
    /** `26 November`; with the year when it is another one. */
    date: fullDate,
    /** `26 Nov` */
    shortDate: short,
    /** `9:32` */
    time,
    /** `Today`, `Yesterday`, `16 November`. */
    day: (when: When, now: Date = new Date()) => {
      const ago = daysAgo(when, now);
      if (ago === 0) {
        return texts[language].today;
      }
      return ago === 1 ? texts[language].yesterday : fullDate(when);
    },
    /** `20 Nov, 18:40`; with the year when it is another one. */
    moment: (when: When) => `${sameYear(when) ? short(when) : shortWithYear(when)}, ${time(when)}`,
    /** `Thu` of a calendar day such as `2026-11-26`. */
    weekday: (day: string) => capitalise(dayOfWeek(day)),
    /** `26 November`, in Moscow. */
    moscowDay: moscowDate,
    /** `Thursday, 26 November`, in Moscow. */
    moscowDate: (when: When) => capitalise(weekday(when)).replace(/^(\p{L}+) (?=\d)/u, '$1, '),
    /** `19:00 Moscow` */
    moscowTime: (when: When) => `${moscowTime(when)} ${texts[language].moscow}`,
    /** For a calendar icon, in Moscow: day, short month, short weekday. */
    calendarLeaf: (when: When) => ({
      day: moscowDay(when),
      month: capitalise(moscowMonth(when), writesMonthsLarge[language]),
      weekday: capitalise(moscowWeekday(when)),
    }),
    /**
     * The person's own time of a Moscow event, with the date where it is another day there (`2 December,
     * 23:11`); null when it is the same.
     */
    ownTime: (when: When) => {
      if (moscowDate(when) !== date(when)) {
        return `${date(when)}, ${time(when)}`;
      }
      return moscowTime(when) === time(when) ? null : time(when);
    },
  };
}

function clock(hours: number, minutes: number): string {
  return `${hours}:${String(minutes).padStart(2, '0')}`;
}

function daysAgo(when: When, now: Date): number {
  const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate());
  const distance = midnight(now).getTime() - midnight(new Date(when)).getTime();
  return Math.round(distance / 86_400_000);
}

function capitalise(text: string, wanted = true): string {
  return wanted ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

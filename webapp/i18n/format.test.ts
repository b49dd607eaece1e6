import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { format } from './format.ts';
import { pluralRule } from './plural.ts';
import { translate } from './translate.ts';

const { en, ru } = format;

describe('numbers and forms', () => {
  it.each(['en', 'ru'] as const)('are written in %s as Intl writes them', (language) => {
    const alone = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    const running = new Intl.NumberFormat(language, {
      maximumFractionDigits: 2,
      useGrouping: language === 'ru' ? 'min2' : 'auto',
    });
    const roubles = (kopecks: number) => {
      const digits = kopecks % 100 === 0 ? 0 : 2;
      return new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(kopecks / 100);
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (hundredths) => {
        const value = hundredths / 100;
        expect(format[language].amount(value)).toBe(alone.format(value));
        expect(format[language].number(value)).toBe(running.format(value));
        expect(format[language].roubles(hundredths)).toBe(`${roubles(hundredths)}\u00a0₽`);
        expect(format[language].number(0 - value)).toBe(running.format(0 - value));
      }),
    );
  });

  it.each(['en', 'ru'] as const)('take the plural form in %s that Intl chooses', (language) => {
    const intl = new Intl.PluralRules(language);
    for (const count of [...Array.from({ length: 1300 }, (_, i) => i), 1.5, 0.01, 21.1, 10 ** 6]) {
      expect(pluralRule(language, count)).toBe(intl.select(count));
      expect(pluralRule(language, -count)).toBe(intl.select(count));
    }
  });
});

describe('coins', () => {
  it('shows up to two decimals without trailing zeros, grouped', () => {
    expect(en.coins(124750)).toBe('1,247.5');
    expect(ru.coins(124750)).toBe('1\u00a0247,5');
    expect(en.coins(5)).toBe('0.05');
    expect(en.coins(0)).toBe('0');
  });

  it('writes a real minus, and a plus when signed', () => {
    expect(en.coins(-1900)).toBe('\u221219');
    expect(ru.signedCoins(50000)).toBe('+500');
    expect(ru.signedCoins(-150)).toBe('\u22121,5');
    expect(en.signedCoins(0)).toBe('0');
  });

  it.each([
    [100, '1\u00a0монета'],
    [200, '2\u00a0монеты'],
    [500, '5\u00a0монет'],
    [1100, '11\u00a0монет'],
    [2100, '21\u00a0монета'],
    [150, '1,5\u00a0монеты'],
    [-1500, '\u221215\u00a0монет'],
  ])('names %i hundredths in Russian', (hundredths, words) => {
    expect(ru.coinsInWords(hundredths)).toBe(words);
  });

  it.each([
    [0, '0\u00a0монет', '0\u00a0монет'],
    [100, '1\u00a0монету', '1\u00a0монеты'],
    [200, '2\u00a0монеты', '2\u00a0монет'],
    [500, '5\u00a0монет', '5\u00a0монет'],
    [1100, '11\u00a0монет', '11\u00a0монет'],
    [2100, '21\u00a0монету', '21\u00a0монеты'],
    [2200, '22\u00a0монеты', '22\u00a0монет'],
    [150, '1,5\u00a0монеты', '1,5\u00a0монеты'],
    [100_000_000, '1\u00a0000\u00a0000\u00a0монет', '1\u00a0000\u00a0000\u00a0монет'],
  ])('declines %i hundredths in Russian', (hundredths, accusative, genitive) => {
    expect(ru.coinsInWords(hundredths, 'accusative')).toBe(accusative);
    expect(ru.coinsInWords(hundredths, 'genitive')).toBe(genitive);
    expect(en.coinsInWords(hundredths, 'genitive')).toBe(en.coinsInWords(hundredths));
  });

  it('names them in English', () => {
    expect(en.coinsInWords(100)).toBe('1\u00a0coin');
    expect(en.coinsInWords(150)).toBe('1.5\u00a0coins');
  });
});

describe('money', () => {
  it('shows kopecks only when there are any', () => {
    expect(en.money(107100, 'RUB')).toBe('1,071\u00a0₽');
    expect(ru.roubles(107150)).toBe('1\u00a0071,50\u00a0₽');
  });

  it('counts stars with their noun', () => {
    expect(ru.money(612, 'XTR')).toBe('612\u00a0звёзд');
    expect(en.starsInWords(1)).toBe('1\u00a0star');
    expect(ru.money(21, 'XTR', 'accusative')).toBe('21\u00a0звезду');
    expect(ru.starsInWords(22, 'genitive')).toBe('22\u00a0звёзд');
    expect(ru.counted(61, 'operation', 'genitive')).toBe('61\u00a0операции');
    expect(ru.counted(1, 'operation', 'accusative')).toBe('1\u00a0операцию');
  });
});

describe('numbers', () => {
  it('groups amounts always, running Russian text from five digits', () => {
    expect(ru.amount(2620)).toBe('2\u00a0620');
    expect(ru.number(2620)).toBe('2620');
    expect(ru.number(26200)).toBe('26\u00a0200');
    expect(en.number(2620)).toBe('2,620');
  });

  it('writes lengths, sizes and shares', () => {
    expect(en.duration(8)).toBe('8\u00a0s');
    expect(ru.duration(180)).toBe('3\u00a0мин');
    expect(en.clock(8200)).toBe('0:08');
    expect(ru.bytes(6_710_886)).toBe('6,4\u00a0МБ');
    expect(en.percent(0.618)).toBe('62%');
    expect(en.discount(10)).toBe('\u221210%');
  });
});

describe('dates', () => {
  const now = new Date(2026, 10, 21, 12, 0);

  it.each(['en', 'ru'] as const)('are written in %s as Intl writes them', (language) => {
    const own = { day: 'numeric', month: 'long' } as const;
    const zone = 'Europe/Moscow';
    const intl = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ru', options);
    const [here, full, moscow] = [
      intl(own),
      intl({ ...own, year: 'numeric' }),
      intl({ ...own, timeZone: zone }),
    ];
    const hours = { hour: 'numeric', minute: '2-digit' } as const;
    const [clock, moscowClock] = [intl(hours), intl({ ...hours, timeZone: zone })];
    const tidy = (text: string) => text.replace(' ', '\u00a0').replace(/\sг\.$/, '');
    const times = {
      min: Date.UTC(2014, 10, 1),
      max: Date.UTC(new Date().getFullYear() - 1, 11, 1),
    };
    fc.assert(
      fc.property(fc.integer(times), (time) => {
        const when = new Date(time);
        expect(format[language].date(when)).toBe(tidy(full.format(when)));
        expect(format[language].moscowDay(when)).toBe(tidy(moscow.format(when)));
        expect(format[language].time(when)).toBe(clock.format(when));
        expect(format[language].moscowTime(when)).toMatch(moscowClock.format(when));
        const thisYear = new Date(when);
        thisYear.setFullYear(new Date().getFullYear(), when.getMonth(), 1);
        expect(format[language].date(thisYear)).toBe(tidy(here.format(thisYear)));
      }),
    );
  });

  it('says today and yesterday by word', () => {
    expect(en.day(new Date(2026, 10, 21, 0, 1), now)).toBe('Today');
    expect(ru.day(new Date(2026, 10, 20, 23, 59), now)).toBe('Вчера');
  });

  it('puts the day before the month', () => {
    const thisYear = new Date(new Date().getFullYear(), 10, 26);
    expect(en.date(thisYear)).toBe('26\u00a0November');
    expect(ru.date(thisYear)).toBe('26\u00a0ноября');
    expect(ru.shortDate(thisYear)).toBe('26\u00a0ноя');
    expect(en.date(new Date(2019, 0, 2))).toBe('2\u00a0January 2019');
    expect(ru.date(new Date(2019, 0, 2))).toBe('2\u00a0января 2019');
  });

  it('shows webinars in Moscow time', () => {
    const webinar = '2026-11-26T16:00:00Z';
    expect(en.moscowTime(webinar)).toBe('19:00 Moscow');
    expect(ru.moscowDate(webinar)).toBe('Четверг, 26\u00a0ноября');
    expect(en.calendarLeaf(webinar)).toEqual({ day: '26', month: 'Nov', weekday: 'Thu' });
    expect(ru.calendarLeaf(webinar)).toEqual({ day: '26', month: 'ноя', weekday: 'Чт' });
  });

  it.each([
    ['Europe/Moscow', null, null],
    ['Asia/Yekaterinburg', '4:11', '4:11'],
    ['Europe/Lisbon', '2\u00a0December, 23:11', '2\u00a0декабря, 23:11'],
  ])(
    'adds the own time in %s, and the date where it is another day',
    async (zone, own, ownRussian) => {
      vi.stubEnv('TZ', zone);
      vi.resetModules();
      const { format: there } = await import('./format.ts');
      const webinar = '2026-12-02T23:11:00Z';
      expect(there.en.moscowDate(webinar)).toBe('Thursday, 3\u00a0December');
      expect(there.en.ownTime(webinar)).toBe(own);
      expect(there.ru.ownTime(webinar)).toBe(ownRussian);
      vi.unstubAllEnvs();
    },
  );
});

describe('moments', () => {
  it('name their year when it is another one', () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 28) });
    const [thisYear, another] = [new Date(2026, 10, 20, 18, 40), new Date(2199, 0, 1, 10, 0)];
    expect(ru.moment(thisYear)).toBe('20\u00a0ноя, 18:40');
    expect(ru.moment(another)).toBe('1\u00a0янв 2199, 10:00');
    expect(en.moment(another)).toBe('1\u00a0Jan 2199, 10:00');
    vi.useRealTimers();
  });
});

describe('what is counted in a sentence', () => {
  const texts = {
    gets_one: 'Получит {{count}} человек',
    gets_few: 'Получат {{count}} человека',
    gets_many: 'Получат {{count}} человек',
    gets_other: 'Получат {{count}} человека',
  };

  it.each([
    [0, 'Получат 0 человек'],
    [1, 'Получит 1 человек'],
    [2, 'Получат 2 человека'],
    [5, 'Получат 5 человек'],
    [21, 'Получит 21 человек'],
    [1_000_000, 'Получат 1\u00a0000\u00a0000 человек'],
  ])('%i has its form and its groups of digits', (count, sentence) => {
    expect(translate('ru', texts, 'gets', { count })).toBe(sentence);
  });

  it('other numbers, such as an id, stand as they are', () => {
    expect(translate('en', { id: 'ID {{id}}' }, 'id', { id: 700_600_001 })).toBe('ID 700600001');
  });
});

/** The bot's messages, in the person's language. Plain text: nothing in it can be parsed as markup. */
import { MAX_MESSAGE_LENGTH } from '../../../shared/closedSets.ts';
import { type Language, type Localized, locales } from '../../../shared/language.ts';
import { coinsInWords } from '../../core/coinsInWords.ts';
import { assertNever } from '../../core/errors.ts';
import { nameInText } from '../../telegram/plainText.ts';
import type { OutboxMessage } from './outboxMessages.ts';

export interface ComposedMessage {
  text: string;
  /** The button's destination and label; null = no button. */
  button: { path: string; label: string; url?: string } | null;
  /** The picture above the text. */
  pictureId?: string | null;
}

type MessageOf<Kind extends OutboxMessage['kind']> = Extract<OutboxMessage, { kind: Kind }>;

/** Chooses the text of the person's language. */
const inLanguage = (language: Language) => (ru: string, en: string) =>
  (({ ru, en }) satisfies Localized)[language];

/** Writes a message out. */
export function composeMessage(
  message: OutboxMessage,
  language: Language,
  timeZone: string | null = null,
): ComposedMessage {
  const localize = inLanguage(language);
  const button = (path: string, ru: string, en: string) => ({ path, label: localize(ru, en) });
  switch (message.kind) {
    case 'payment_settled':
      return {
        text: settledText(message, language),
        button: button('/wallet', 'Открыть кошелёк', 'Open the wallet'),
      };
    case 'payment_refunded':
      return {
        text: refundedText(message, language),
        button: button('/wallet/payments', 'Мои платежи', 'My payments'),
      };
    case 'generation_ready':
      return {
        text: localize(
          'Готово! Ваша работа ждёт в приложении.',
          'Done! Your work is waiting in the app.',
        ),
        button: button(`/work/${message.mediaId}`, 'Посмотреть', 'View'),
      };
    case 'generation_failed':
      return {
        text: failedText(message, language),
        button: button('/create', 'Попробовать ещё раз', 'Try again'),
      };
    case 'badge_earned': {
      const name = message.name[language];
      return {
        text: localize(`Новый значок: «${name}».`, `New badge: “${name}”.`),
        button: button('/progress/badges', 'Значки', 'Badges'),
      };
    }
    case 'level_reached': {
      const { level, name } = message;
      return {
        text: localize(
          `Новый уровень: ${level} — «${name.ru}».`,
          `You have reached level ${level}, “${name.en}”.`,
        ),
        button: button('/progress', 'Мой уровень', 'My level'),
      };
    }
    case 'webinar_reminder': {
      const when = timeInWords(message.startsAt, language, timeZone);
      return {
        text: localize(
          `Вебинар «${message.title}» начнётся ${when}.${below(message.link)}`,
          `The webinar “${message.title}” starts ${when}.${below(message.link)}`,
        ),
        button: button('/events', 'Мои вебинары', 'My webinars'),
      };
    }
    case 'webinar_place': {
      const when = timeInWords(message.startsAt, language, timeZone);
      return {
        text: localize(
          `Освободилось место: вы записаны на вебинар «${message.title}», ${when}.`,
          `A place is free: you are registered for the webinar “${message.title}”, ${when}.`,
        ),
        button: button('/events', 'Мои вебинары', 'My webinars'),
      };
    }
    case 'webinar_changed':
      return {
        text: changedText(message, language, timeZone),
        button: button(
          `/events?webinar=${message.webinarId}`,
          message.what === 'recording' ? 'Смотреть запись' : 'Открыть вебинар',
          message.what === 'recording' ? 'Watch the recording' : 'Open the webinar',
        ),
      };
    case 'referral_bonus': {
      const coins = coinsInWords(message.coins, language);
      const name = nameInText(message.friend);
      return {
        text: localize(
          `${name ? `Друг ${name}` : 'Ваш друг'} создал первую работу: вам ${coins}.`,
          `Your friend${name ? ` ${name}` : ''} made their first work: you get ${coins}.`,
        ),
        button: button('/progress/invite', 'Пригласить ещё', 'Invite more friends'),
      };
    }
    case 'data_ready':
      return {
        text: localize(
          'Копия ваших данных готова. Ссылка действует сутки, никому её не передавайте.',
          'The copy of your data is ready. The link works for a day; give it to nobody.',
        ),
        button: {
          ...button('/settings', 'Скачать', 'Download'),
          ...(message.url?.startsWith('http') ? { url: message.url } : {}),
        },
      };
    case 'support_answer':
      return {
        text: supportText(message.text, language),
        button: button('/support', 'Открыть переписку', 'Open the conversation'),
      };
    case 'broadcast':
      return composeBroadcast(message, language);
    case 'owner_report':
      return { text: message.text, button: null };
    default:
      return assertNever(message);
  }
}

function composeBroadcast(
  { content }: MessageOf<'broadcast'>,
  language: Language,
): ComposedMessage {
  if (!content) {
    throw new Error('what a broadcast says is read before it is sent');
  }
  const { text, button, pictureId } = content;
  return {
    text: text[language],
    button: button && { path: button.path, label: button.label[language] },
    pictureId,
  };
}

function settledText(message: MessageOf<'payment_settled'>, language: Language): string {
  const localize = inLanguage(language);
  if (message.coins > 0) {
    const coins = coinsInWords(message.coins, language);
    return message.discountLost
      ? localize(
          `Оплата получена: ${coins} на балансе. Скидку этого счёта уже использовал другой ваш платёж, поэтому начислено столько, сколько эта сумма стоит без скидки. Если это вам не подходит, напишите /paysupport.`,
          `Payment received: ${coins} added. Another payment of yours has already used the discount of this order, so you got the coins that this amount buys at full price. If that does not suit you, write /paysupport.`,
        )
      : localize(`Оплата получена: ${coins} на балансе.`, `Payment received: ${coins} added.`);
  }
  return message.credits > 0
    ? localize(
        `Оплата получена. Начислено кредитов: ${message.credits}.`,
        `Payment received. Credits added: ${message.credits}.`,
      )
    : localize('Оплата получена: подписка действует.', 'Payment received: your plan is active.');
}

/** What has changed about a webinar, what happens to the place and the coins, what to do now. */
function changedText(
  { what, title, startsAt, isWaiting, keepsReward, link }: MessageOf<'webinar_changed'>,
  language: Language,
  timeZone: string | null,
): string {
  const localize = inLanguage(language);
  const when = timeInWords(startsAt, language, timeZone);
  const place = isWaiting
    ? localize('Вы по-прежнему в листе ожидания.', 'You are still on the waiting list.')
    : localize(
        'Место остаётся за вами. Добавьте событие в календарь ещё раз — оно обновится.',
        'Your place is kept. Add the event to your calendar again to update it.',
      );
  switch (what) {
    case 'moved':
      return localize(
        `Вебинар «${title}» перенесён: он начнётся ${when}. ${place}`,
        `The webinar “${title}” was moved: it starts ${when}. ${place}`,
      );
    case 'back_on':
      return localize(
        `Вебинар «${title}» всё-таки состоится: он начнётся ${when}. ${place}`,
        `The webinar “${title}” takes place after all: it starts ${when}. ${place}`,
      );
    case 'cancelled': {
      const coins = keepsReward
        ? localize(' Монеты за запись остаются у вас.', ' You keep the coins for registering.')
        : '';
      return localize(
        `Вебинар «${title}» отменён.${coins} Другие вебинары — в приложении.`,
        `The webinar “${title}” was cancelled.${coins} Other webinars are in the app.`,
      );
    }
    case 'link':
      return localize(
        `У вебинара «${title}» новая ссылка. Он начнётся ${when}.${below(link)}`,
        `The webinar “${title}” has a new link. It starts ${when}.${below(link)}`,
      );
    case 'recording':
      return localize(
        `Запись вебинара «${title}» готова. Она ждёт вас в приложении.`,
        `The recording of the webinar “${title}” is ready. It is waiting in the app.`,
      );
  }
}

function failedText(message: MessageOf<'generation_failed'>, language: Language): string {
  const localize = inLanguage(language);
  const what = message.byTeam
    ? localize('Работу остановила наша команда.', 'Our team stopped your image or video.')
    : localize('Не получилось создать работу.', 'Your image or video did not work out.');
  if (message.collected) {
    return localize(
      `${what} Списанное возвращено; из него удержано то, чего не хватило при возврате вашего платежа.`,
      `${what} What it cost was given back; what was missing when your payment was refunded has been taken from it.`,
    );
  }
  return message.refunded
    ? localize(
        `${what} Списанное вернулось на баланс.`,
        `${what} What it cost is back on your balance.`,
      )
    : what;
}

function refundedText(message: MessageOf<'payment_refunded'>, language: Language): string {
  const localize = inLanguage(language);
  const money =
    message.currency === 'XTR' ? `${message.amount} ⭐` : `${(message.amount / 100).toFixed(2)} ₽`;
  const taken = message.coins - message.missing;
  if (taken <= 0) {
    return localize(`Платёж возвращён: ${money}.`, `Your payment was refunded: ${money}.`);
  }
  const coins = coinsInWords(taken, language);
  return localize(
    `Платёж возвращён: ${money}. С баланса списано: ${coins}.`,
    `Your payment was refunded: ${money}. Taken from the balance: ${coins}.`,
  );
}

/** With the sender's name above it, where both fit into one message. */
function supportText(text: string, language: Language): string {
  const whole = `${inLanguage(language)('Ответ поддержки', 'Support')}:\n\n${text}`;
  return whole.length <= MAX_MESSAGE_LENGTH ? whole : text;
}

/** On a separate line; empty while the link is not known. */
function below(link: string): string {
  return link.trim() === '' ? '' : `\n${link.trim()}`;
}

/** The time zone of a person who has not told one: Moscow for readers of Russian. */
const usualZones = { ru: 'Europe/Moscow', en: 'UTC' } as const satisfies Record<Language, string>;

/** A time in the person's own zone, with the zone's name: `27 ноября в 18:00 GMT+3`. */
function timeInWords(iso: string, language: Language, timeZone: string | null): string {
  const format = (zone: string) =>
    new Intl.DateTimeFormat(locales[language], {
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
      timeZoneName: 'short',
    });
  const text = formatIn(format, timeZone ?? usualZones[language], language).format(new Date(iso));
  return ({ ru: text, en: `on ${text}` } satisfies Localized)[language];
}

/** A zone that this server does not know any more is no reason to send nothing. */
function formatIn(
  format: (zone: string) => Intl.DateTimeFormat,
  zone: string,
  language: Language,
): Intl.DateTimeFormat {
  try {
    return format(zone);
  } catch {
    return format(usualZones[language]);
  }
}

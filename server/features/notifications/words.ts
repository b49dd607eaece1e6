/** What the bot writes, in the person's language. Plain text: nothing in it can be taken for markup. */
import type { Language } from '../../../shared/schemas/primitives.ts';
import { assertNever } from '../../core/errors.ts';
import { coinsInWords } from '../payments/words.ts';
import type { OutboxMessage } from './messages.ts';

export interface Letter {
  text: string;
  /** What the button opens, and what it says; null = no button. */
  button: { path: string; label: string } | null;
}

type MessageOf<Kind extends OutboxMessage['kind']> = Extract<OutboxMessage, { kind: Kind }>;

/** Chooses between the two languages of the app. */
const inLanguage = (language: Language) => (ru: string, en: string) =>
  language === 'ru' ? ru : en;

/** Writes a message out. */
export function letterOf(message: OutboxMessage, language: Language): Letter {
  const say = inLanguage(language);
  const button = (path: string, ru: string, en: string) => ({ path, label: say(ru, en) });
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
        text: say(
          'Готово! Ваша работа ждёт в приложении.',
          'Done! Your work is waiting in the app.',
        ),
        button: button(`/work/${message.mediaId}`, 'Посмотреть', 'View'),
      };
    case 'generation_failed':
      return {
        text: message.refunded
          ? say(
              'Не получилось создать работу. Списанное вернулось на баланс.',
              'The creation has failed. What it cost is back on your balance.',
            )
          : say('Не получилось создать работу.', 'The creation has failed.'),
        button: button('/create', 'Попробовать ещё раз', 'Try again'),
      };
    case 'badge_earned': {
      const name = message.name[language];
      return {
        text: say(`Новое достижение: «${name}».`, `New badge: “${name}”.`),
        button: button('/progress/badges', 'Достижения', 'Badges'),
      };
    }
    case 'level_reached': {
      const { level, name } = message;
      return {
        text: say(
          `Новый уровень: ${level} — «${name.ru}».`,
          `You have reached level ${level}, “${name.en}”.`,
        ),
        button: button('/progress', 'Мой уровень', 'My level'),
      };
    }
    case 'webinar_reminder': {
      const when = timeInWords(message.startsAt, language);
      return {
        text: say(
          `Вебинар «${message.title}» начнётся ${when}.\n${message.link}`,
          `The webinar “${message.title}” starts ${when}.\n${message.link}`,
        ),
        button: button('/events', 'Мои вебинары', 'My webinars'),
      };
    }
    case 'webinar_place': {
      const when = timeInWords(message.startsAt, language);
      return {
        text: say(
          `Освободилось место: вы записаны на вебинар «${message.title}», ${when}.`,
          `A place is free: you are registered for the webinar “${message.title}”, ${when}.`,
        ),
        button: button('/events', 'Мои вебинары', 'My webinars'),
      };
    }
    case 'referral_bonus': {
      const coins = coinsInWords(message.coins, language);
      return {
        text: say(
          `Друг ${message.friend} создал первую работу: вам ${coins}.`,
          `Your friend ${message.friend} has made a first work: you get ${coins}.`,
        ),
        button: button('/progress/invite', 'Пригласить ещё', 'Invite more friends'),
      };
    }
    case 'broadcast':
      return { text: message.text[language], button: button('/', 'Открыть', 'Open') };
    default:
      return assertNever(message);
  }
}

function settledText(message: MessageOf<'payment_settled'>, language: Language): string {
  const say = inLanguage(language);
  if (message.coins > 0) {
    const coins = coinsInWords(message.coins, language);
    return message.discountLost
      ? say(
          `Оплата получена: ${coins} на балансе. Скидку этого счёта уже использовал другой ваш платёж, поэтому начислено столько, сколько эта сумма стоит без скидки. Если это вам не подходит, напишите /paysupport.`,
          `Payment received: ${coins} added. Another payment of yours had used the discount of this invoice, so the amount bought coins at the full price. If that does not suit you, write /paysupport.`,
        )
      : say(`Оплата получена: ${coins} на балансе.`, `Payment received: ${coins} added.`);
  }
  return message.credits > 0
    ? say(
        `Оплата получена. Начислено кредитов: ${message.credits}.`,
        `Payment received. Credits added: ${message.credits}.`,
      )
    : say('Оплата получена: план действует.', 'Payment received: your plan is running.');
}

function refundedText(message: MessageOf<'payment_refunded'>, language: Language): string {
  const say = inLanguage(language);
  const money =
    message.currency === 'XTR' ? `${message.amount} ⭐` : `${(message.amount / 100).toFixed(2)} ₽`;
  const taken = message.coins - message.missing;
  if (taken <= 0) {
    return say(`Платёж возвращён: ${money}.`, `Your payment was refunded: ${money}.`);
  }
  const coins = coinsInWords(taken, language);
  return say(
    `Платёж возвращён: ${money}. С баланса списано: ${coins}.`,
    `Your payment was refunded: ${money}. Taken from the balance: ${coins}.`,
  );
}

/** A moment as people in Russia say it, in Moscow time; in English in UTC. */
function timeInWords(iso: string, language: Language): string {
  const [locale, timeZone] = language === 'ru' ? ['ru', 'Europe/Moscow'] : ['en-GB', 'UTC'];
  const text = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(iso));
  return language === 'ru' ? `${text} (МСК)` : `on ${text} (UTC)`;
}

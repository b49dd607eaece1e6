import { useOwnText } from '../../../i18n/useText.ts';

const en = {
  title: 'Bots’ keys',
  about: 'With a key another bot calls the API for its people: balance, charges, XP, badges.',
  none: 'No keys yet',
  noneText: 'Make one for a bot that is to use the API.',
  create: 'New key',
  createTitle: 'New key',
  bot: 'Bot',
  botHelp: 'Small Latin letters, digits, - and _, beginning with a letter.',
  trusted: 'Also for people whom the bot has not met',
  trustedTag: 'everybody',
  createSubmit: 'Make the key',
  made: 'The key is made',
  once: 'This key is shown once. Copy it now and give it to the bot; nobody can read it again.',
  gone: 'The key was shown by the first call. Revoke it and make another one if it was not kept.',
  copy: 'Copy the key',
  copied: 'Copied',
  revoke: 'Revoke',
  revokeTitle: 'Revoke a key',
  revokeText: 'The bot is refused with this key from now on. This cannot be undone.',
  revoked: 'revoked {{when}}',
  revokedDone: 'Revoked',
  used: 'used {{when}}',
  unused: 'not used yet',
  createdAt: 'made {{when}}',
  reasons: {
    connect: 'A bot is connected',
    replace: 'In place of an older key',
    leaked: 'It may have leaked',
  },
};

const ru = {
  title: 'Ключи ботов',
  about: 'С ключом другой бот обращается к API за своих людей: баланс, списания, XP, значки.',
  none: 'Ключей пока нет',
  noneText: 'Создайте ключ для бота, который будет работать с API.',
  create: 'Новый ключ',
  createTitle: 'Новый ключ',
  bot: 'Бот',
  botHelp: 'Строчные латинские буквы, цифры, - и _, первой идёт буква.',
  trusted: 'И для людей, которых бот ещё не знает',
  trustedTag: 'все люди',
  createSubmit: 'Создать ключ',
  made: 'Ключ создан',
  once: 'Ключ показывается один раз. Скопируйте его сейчас и передайте боту: прочитать его снова нельзя.',
  gone: 'Ключ показан при первом обращении. Если он не сохранился, отзовите его и создайте другой.',
  copy: 'Скопировать ключ',
  copied: 'Скопировано',
  revoke: 'Отозвать',
  revokeTitle: 'Отозвать ключ',
  revokeText: 'С этим ключом бот больше ничего не сможет. Отменить это нельзя.',
  revoked: 'отозван {{when}}',
  revokedDone: 'Ключ отозван',
  used: 'использован {{when}}',
  unused: 'ещё не использован',
  createdAt: 'создан {{when}}',
  reasons: {
    connect: 'Подключаем бота',
    replace: 'Вместо прежнего ключа',
    leaked: 'Ключ мог утечь',
  },
};

export const botKeyTexts = { en, ru };

/** Texts of the bot keys. */
export function useBotKeyText() {
  return useOwnText(botKeyTexts);
}

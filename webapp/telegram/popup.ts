import { popup } from '@telegram-apps/sdk-react';
import { askInPage } from '../ui/dialogs.ts';
import { notify } from './haptics.ts';

export interface PopupButton {
  id: string;
  text: string;
  destructive?: boolean;
}

export interface PopupQuestion {
  /** Up to 64 characters. */
  title: string;
  /** 1 to 256 characters. */
  message: string;
  /** One to three. */
  buttons: readonly PopupButton[];
}

let isAsking = false;

/**
 * Asks in Telegram's own popup (6.2), or in our dialog with the same words. One question at a time:
 * Telegram shows no second popup, and a button pressed twice asks once.
 * @returns the id of the pressed button; null when it was dismissed or another question stands open.
 */
export async function ask(question: PopupQuestion): Promise<string | null> {
  if (isAsking) {
    return null;
  }
  isAsking = true;
  try {
    return await show(question);
  } finally {
    isAsking = false;
  }
}

async function show(question: PopupQuestion): Promise<string | null> {
  if (question.buttons.some((button) => button.destructive)) {
    notify('warning');
  }
  if (!popup.show.isAvailable()) {
    return askInPage(question);
  }
  const pressed = await popup.show({
    title: question.title.slice(0, 64),
    message: question.message.slice(0, 256),
    buttons: question.buttons.map((button) => ({
      id: button.id,
      text: button.text,
      type: button.destructive ? ('destructive' as const) : ('default' as const),
    })),
  });
  return pressed ?? null;
}

/** Two buttons; true when `confirm` was pressed. */
export async function confirm(
  question: Omit<PopupQuestion, 'buttons'> & {
    confirm: string;
    cancel: string;
    destructive?: boolean;
  },
): Promise<boolean> {
  const { title, message, destructive = false } = question;
  const pressed = await ask({
    title,
    message,
    buttons: [
      { id: 'cancel', text: question.cancel },
      { id: 'confirm', text: question.confirm, destructive },
    ],
  });
  return pressed === 'confirm';
}

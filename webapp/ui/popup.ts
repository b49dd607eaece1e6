import { notify } from '../telegram/haptics.ts';
import { isRecord, on, request, supports } from '../telegram/host.ts';
import { askInPage } from './dialogs.ts';

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

const METHOD = 'web_app_open_popup';
/** Long enough to think about it; after that the client counts as silent. */
const ANSWER_TIMEOUT_MS = 120_000;
/** Presses closer together than this count as one, ms. */
const DOUBLE_PRESS_MS = 1000;

/** The question that is open now. */
let asking: { at: number; giveUp: () => void } | null = null;
/** The client did not answer a question: from then on the app's own dialog is used. */
let isSilent = false;

/**
 * Asks in Telegram's own popup (6.2), or in the app's dialog with the same words. A double press asks once;
 * a later question means that the previous popup was closed without an answer.
 * @returns the id of the pressed button; null when the question was dismissed or repeated.
 */
export async function ask(question: PopupQuestion): Promise<string | null> {
  const at = performance.now();
  if (asking && at - asking.at < DOUBLE_PRESS_MS) {
    return null;
  }
  if (asking) {
    asking.giveUp();
    noteSilence();
  }
  if (question.buttons.some((button) => button.destructive)) {
    notify('warning');
  }
  const own: typeof asking = { at, giveUp: () => undefined };
  const givenUp = new Promise<null>((resolve) => {
    own.giveUp = () => resolve(null);
  });
  asking = own;
  try {
    return await Promise.race([show(question), givenUp]);
  } finally {
    if (asking === own) {
      asking = null;
    }
  }
}

async function show(question: PopupQuestion): Promise<string | null> {
  if (isSilent || !supports(METHOD)) {
    return askInPage(question);
  }
  const { title, message, buttons } = question;
  const answer = await request(METHOD, {
    data: {
      title: title.slice(0, 64),
      message: message.slice(0, 256),
      buttons: buttons.map(({ id, text, destructive }) => ({
        id,
        text,
        type: destructive ? 'destructive' : 'default',
      })),
    },
    answers: ['popup_closed'],
    read: (data) => ({ button: isRecord(data) ? data.button_id : null }),
    timeoutMs: ANSWER_TIMEOUT_MS,
    covers: true,
  });
  if (!answer) {
    noteSilence();
  }
  return buttons.find(({ id }) => id === answer?.button)?.id ?? null;
}

/** Until the client reports a closed popup again: it may only have been late. */
function noteSilence(): void {
  isSilent = true;
  const off = on('popup_closed', () => {
    isSilent = false;
    off();
  });
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

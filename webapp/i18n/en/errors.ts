import type { ErrorFacts, ErrorSentences } from '../errorFacts.ts';

const again = ({ wait }: ErrorFacts) => (wait ? `Try again in ${wait}.` : 'Try again in a minute.');

export const errors = {
  OFFLINE: () =>
    'No connection. Nothing was sent and nothing was charged. Try again when you are online.',
  TIMEOUT: () => 'The answer took too long. Check the balance and history before you repeat this.',
  FILE_UNREADABLE: () =>
    'Your device could not read this file. Nothing was sent. Download it to the device first, or choose another one.',
  INIT_DATA_MISSING: () =>
    'Telegram did not pass your sign-in. Coins are safe. Open the app from the bot.',
  INIT_DATA_INVALID: () =>
    'Your sign-in could not be checked. Coins are safe. Open the app again from the bot.',
  INIT_DATA_EXPIRED: () => 'We sign you in again once a day. Nothing is lost. Reopen the app.',
  BOT_UNKNOWN: () =>
    'This bot is not connected to AI Coins. Nothing was charged. Open the app from our bot.',
  LAUNCH_REQUIRED: () => 'Your profile is not open yet. Nothing was charged. Reopen the app.',
  ACCOUNT_PAUSED: () => 'The account is paused. Coins stay on the balance. Write to support.',
  FORBIDDEN: () => 'This is not open to you. Nothing was changed. Ask the owner if you need it.',
  BAD_REQUEST: () =>
    'Something in the form does not fit. Nothing was charged. Check it and send again.',
  PAYLOAD_TOO_LARGE: () =>
    'This is too large to send. Nothing was charged. Choose something smaller.',
  NOT_FOUND: () => 'It is not here any more. Coins were not touched. Go back and refresh the list.',
  IDEMPOTENCY_CONFLICT: () =>
    'The same request was already sent with other values. Nothing was charged twice. Open this page again.',
  CONFLICT: () => 'It changed while you were looking. Nothing was charged. Refresh and try again.',
  RATE_LIMITED: (f) => `Too many requests in a row. Nothing was charged. ${again(f)}`,
  INSUFFICIENT_FUNDS: ({ missing, balance }) =>
    `${missing ? `${missing} short` : 'Not enough coins'}. Nothing was charged${
      balance ? `, you have ${balance}` : ''
    }. Top up or earn the rest.`,
  WEBINAR_OVER: () => 'This webinar is over. No coins were added or taken. Choose another one.',
  PROMO_NOT_FOUND: () =>
    'There is no such code. Nothing was charged. Check the letters and digits.',
  PROMO_EXPIRED: ({ date }) =>
    `This code expired${date ? ` on ${date}` : ''}. Nothing was charged. Try another code.`,
  PROMO_NOT_STARTED: ({ date }) =>
    `This code works${date ? ` from ${date}` : ' later'}. Nothing was charged. Keep it until then.`,
  PROMO_EXHAUSTED: () =>
    'This code has been used up by others. Nothing was charged. Try another code.',
  PROMO_ALREADY_USED: () =>
    'You have used this code already and have what it gives. Try another one.',
  PROMO_FIRST_TOPUP_ONLY: () =>
    'This code is for a first top-up only. Nothing was charged. You can pay without it.',
  PROMO_GIVES_NOTHING: () =>
    'You have more than this code gives already. It has not been used up: keep it for when you need it.',
  PROMO_NEEDS_TOPUP: () =>
    'This code is a discount, it works while topping up. Nothing was charged. Enter it there.',
  PROMO_NOT_FOR_TOPUP: () =>
    'This code gives no discount. Nothing was charged. Redeem it in the wallet instead.',
  PAYMENT_METHOD_UNAVAILABLE: () =>
    'This way to pay is switched off now. Nothing was charged. Choose another one.',
  PAYMENT_PROVIDER_UNAVAILABLE: (f) =>
    `The payment service does not answer. Nothing was charged. ${again(f)}`,
  PAYMENT_REFUSED: () =>
    'The payment service did not take this order. Nothing was charged. Choose another way to pay; we have been told.',
  PAYMENT_CLOSED: () => 'This payment is closed already. Nothing more is charged. Start a new one.',
  PAYMENT_NOT_REFUNDABLE: () =>
    'This payment cannot be refunded. The money stays where it is. Check its state.',
  AMOUNT_OUT_OF_RANGE: ({ min, max }) =>
    min && max
      ? `The amount goes from ${min} to ${max}. Nothing was charged. Change it.`
      : 'This amount is out of range. Nothing was charged. Change it.',
  PLAN_ALREADY_ACTIVE: () =>
    'This plan is active already. Nothing was charged. Use it until it ends.',
  PLAN_NOT_ACTIVE: () => 'There is no active plan. Nothing was charged. Choose one in the wallet.',
  OPERATION_UNAVAILABLE: () =>
    'This operation is not available now. Nothing was charged. Choose another one.',
  MODEL_UNAVAILABLE: () =>
    'This model is not available now. Nothing was charged. Choose another one.',
  MAKER_CHANGED: () =>
    'Another model makes this now. Nothing was charged. Check the line above the button and press again.',
  GENERATION_PAUSED: (f) => `Creating is paused for everybody. Nothing was charged. ${again(f)}`,
  TOO_MANY_RUNNING: () =>
    'Too many works are running. Nothing was charged. Wait until one of them is ready.',
  GENERATION_NOT_CANCELLABLE: () =>
    'The work is already being made and cannot be stopped. It stays paid and comes to the gallery.',
  PROMPT_REQUIRED: () =>
    'There is no description yet. Nothing was charged. Say what you want to see.',
  INPUTS_MISMATCH: () =>
    'The number of pictures does not fit. Nothing was charged. Add or remove some.',
  INPUT_NOT_FOUND: () => 'One picture is gone. Nothing was charged. Add it again.',
  INPUT_UNSUPPORTED: () =>
    'This file type does not work. Nothing was charged. Use JPEG, PNG, WebP or HEIC.',
  INPUT_TOO_LARGE: () => 'The picture is too large. Nothing was charged. Choose one up to 20 MB.',
  INPUT_UNREADABLE: () => 'The picture cannot be opened. Nothing was charged. Choose another one.',
  UPLOAD_TOO_SLOW: () =>
    'The picture came in too slowly. Nothing was charged. Try again on a better connection.',
  INPUT_ANIMATED: () =>
    'Moving pictures do not work here. Nothing was charged. Choose a still one.',
  ALBUM_REFUSED: () =>
    'Telegram does not take these works as one album. Nothing was sent. Choose fewer, or send them one by one.',
  STORAGE_UNAVAILABLE: (f) =>
    `Pictures cannot be stored right now. Nothing was charged. ${again(f)}`,
  OVERLOADED: (f) => `There are too many people at once. Nothing was charged. ${again(f)}`,
  INTERNAL: () =>
    'Something broke on our side. Coins and works are safe. Try again, or write to support with the code.',
} satisfies ErrorSentences;

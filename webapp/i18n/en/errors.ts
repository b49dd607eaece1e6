import type { ErrorFacts, ErrorSentences } from '../errorFacts.ts';

const again = ({ wait }: ErrorFacts) => (wait ? `Try again in ${wait}.` : 'Try again in a minute.');

export const errors = {
  OFFLINE: () => 'No connection. Nothing was sent. Try again when you are online.',
  TIMEOUT: () => 'The answer took too long. Check the balance and history before you repeat this.',
  FILE_UNREADABLE: () =>
    'Your device could not read this file. Nothing was sent. Download it to the device first, or choose another one.',
  INIT_DATA_MISSING: () =>
    'Telegram did not pass your sign-in. Coins are safe. Open the app from the bot.',
  INIT_DATA_INVALID: () =>
    'Your sign-in could not be checked. Coins are safe. Open the app again from the bot.',
  INIT_DATA_EXPIRED: () => 'We sign you in again once a day. Nothing is lost. Reopen the app.',
  BOT_UNKNOWN: () => 'This bot is not connected to AI Coins. Open the app from our bot.',
  LAUNCH_REQUIRED: () => 'Your profile has not been created yet. Reopen the app.',
  STAFF_ACCOUNT: () =>
    'You are on the team, so the account can’t be deleted yet. Ask another admin to take your role away first.',
  ACCOUNT_PAUSED: () => 'The account is paused. Coins stay on the balance. Write to support.',
  FORBIDDEN: () =>
    'You don’t have access to this. Nothing was changed. Ask the owner if you need it.',
  BAD_REQUEST: () => 'Something isn’t filled in right. Check it and send again.',
  PAYLOAD_TOO_LARGE: () => 'This is too large to send. Choose something smaller.',
  NOT_FOUND: () => 'It is not here any more. Go back and refresh the list.',
  PERSON_UNKNOWN: () => 'The bot doesn’t know this person yet. Start the bot first.',
  IDEMPOTENCY_CONFLICT: () =>
    'The same request was already sent with other values. It was carried out once. Open this page again.',
  CONFLICT: () => 'It changed while you were looking. Refresh and try again.',
  CHANGED_MEANWHILE: () =>
    'Somebody else changed this while you were editing. Nothing was saved. Compare and save again.',
  INVALID_FIELDS: () => 'Some fields are wrong. Nothing was saved. Correct the marked ones.',
  RATE_LIMITED: (f) => `Too many requests in a row. ${again(f)}`,
  INSUFFICIENT_FUNDS: ({ missing, balance }) =>
    `${missing ? `${missing} short` : 'Not enough coins'}. Nothing was charged${
      balance ? `, you have ${balance}` : ''
    }. Top up or earn the rest.`,
  WEBINAR_OVER: () => 'This webinar is over. Choose another one.',
  CHANNEL_UNAVAILABLE: (f) => `Telegram isn’t answering. The reward isn’t lost. ${again(f)}`,
  PROMO_NOT_FOUND: () => 'No such code. Check the spelling.',
  PROMO_EXPIRED: ({ date }) => `This code expired${date ? ` on ${date}` : ''}. Try another one.`,
  PROMO_NOT_STARTED: ({ date }) =>
    `This code starts working${date ? ` on ${date}` : ' later'}. Keep it until then.`,
  PROMO_EXHAUSTED: () => 'This code has reached its limit. Try another one.',
  PROMO_ALREADY_USED: () => 'You’ve already used this code. Try another one.',
  PROMO_FIRST_TOPUP_ONLY: () => 'This code is for a first top-up only. You can pay without it.',
  PROMO_GIVES_NOTHING: () =>
    'You already have more than this code gives. It was not used up: keep it for later.',
  PROMO_NEEDS_TOPUP: () => 'This code is a discount on a top-up. Enter it when you top up.',
  PROMO_NOT_FOR_TOPUP: () => 'This code gives no discount. Redeem it in the wallet instead.',
  PAYMENT_METHOD_UNAVAILABLE: () =>
    'This payment method is off right now. Nothing was charged. Choose another one.',
  PAYMENT_PROVIDER_UNAVAILABLE: (f) =>
    `The payment service isn’t answering. Nothing was charged. ${again(f)}`,
  PAYMENT_REFUSED: () =>
    'The payment service did not accept this order. Nothing was charged. Choose another way to pay; we already know about it.',
  PAYMENT_CLOSED: () =>
    'This payment is already closed. Nothing more will be charged. Start a new one.',
  PAYMENT_NOT_REFUNDABLE: () =>
    'This payment cannot be refunded. Nothing has changed. Check its status.',
  AMOUNT_OUT_OF_RANGE: ({ min, max }) =>
    min && max
      ? `Enter ${min} to ${max} coins.`
      : 'This amount is out of range. Enter another one.',
  PLAN_ALREADY_ACTIVE: () =>
    'This plan is already active. Nothing was charged. You can use it until it ends.',
  PLAN_NOT_ACTIVE: () => 'You have no active plan. Choose one in the wallet.',
  OPERATION_UNAVAILABLE: () =>
    'This operation isn’t available right now. Nothing was charged. Choose another one.',
  MODEL_UNAVAILABLE: () =>
    'This model isn’t available right now. Nothing was charged. Choose another one.',
  MAKER_CHANGED: () =>
    'Another model would make this now. Nothing was charged. Check the line above the button and press again.',
  PRICE_CHANGED: () => 'The price has changed. Nothing was charged. Look at it and send again.',
  GENERATION_PAUSED: (f) => `Creating is paused for everyone. Nothing was charged. ${again(f)}`,
  TOO_MANY_RUNNING: () =>
    'Too many works are in progress. Nothing was charged. Wait until one of them is ready.',
  GENERATION_NOT_CANCELLABLE: () =>
    'The work is already being made and can’t be stopped. It will be in your gallery.',
  PROMPT_REQUIRED: () => 'There is no description yet. Describe what you want to see.',
  IMPROVEMENT_UNAVAILABLE: () =>
    'Descriptions can’t be improved here right now. Yours is unchanged. Create with it as it is.',
  IMPROVEMENT_REFUSED: () =>
    'The model won’t work on this description. It is unchanged. Reword it and try again.',
  IMPROVEMENT_UNUSABLE: () =>
    'The model found no better wording. Your text is unchanged. Add details and try again.',
  TEXT_MODEL_UNAVAILABLE: (f) =>
    `The model that improves descriptions isn’t answering. Your text is unchanged. ${again(f)}`,
  INPUTS_MISMATCH: () => 'The number of images is wrong. Nothing was charged. Add or remove some.',
  INPUT_NOT_FOUND: () => 'One of the images is gone. Nothing was charged. Add it again.',
  INPUT_UNSUPPORTED: () => 'This file type isn’t supported. Use JPEG, PNG, WebP or HEIC.',
  INPUT_TOO_LARGE: () => 'The image is too large. Choose one up to 20\u00a0MB.',
  INPUT_UNREADABLE: () => 'The image can’t be opened. Choose another one.',
  UPLOAD_TOO_SLOW: () => 'The image was uploading too slowly. Try again on a better connection.',
  INPUT_ANIMATED: () => 'Animations don’t work here. Choose a still image.',
  ALBUM_REFUSED: () =>
    'Telegram won’t take these works as one album. Nothing was sent. Choose fewer, or send them one by one.',
  ARCHIVE_TOO_LARGE: () =>
    'One archive holds up to 500 works and 1\u00a0GB. Nothing was downloaded. Choose fewer.',
  STORAGE_UNAVAILABLE: (f) =>
    `Images can’t be saved right now. Your coins and works are safe. ${again(f)}`,
  OVERLOADED: (f) => `The load is too high right now. Nothing has changed. ${again(f)}`,
  INTERNAL: () =>
    'Something broke on our side. Coins and works are safe. Try again, or write to support with the code.',
} satisfies ErrorSentences;

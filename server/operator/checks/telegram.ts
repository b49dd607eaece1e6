/** Each bot: its token, who gets its updates, and whether Telegram can deliver them. */
import { type Api, GrammyError, HttpError } from 'grammy';
import type { Config } from '../../app/config.ts';
import { countOf } from '../../core/countOf.ts';
import { type Finding, ok, problem, reasonOf, warning } from '../../core/finding.ts';
import { allowedUpdates } from '../../telegram/bot.ts';
import { createBotApi } from '../../telegram/botApi.ts';
import { webhookAddress } from '../../telegram/botProfile.ts';

const MAX_ERROR_AGE_S = 3600;
const MAX_PENDING_UPDATES = 100;

export async function checkBots({ telegram, http }: Config): Promise<Finding[]> {
  const findings = await Promise.all(
    telegram.bots.map((bot) =>
      checkBot(createBotApi(bot.token, telegram.apiRoot), bot.name, { telegram, http }),
    ),
  );
  const admins =
    telegram.adminIds.length === 0
      ? [
          warning(
            'admins',
            'ADMIN_TELEGRAM_IDS names nobody.',
            'Put your own Telegram id there to see the admin tab; other admins are made in it.',
          ),
        ]
      : [];
  return [...findings.flat(), ...admins];
}

/** @returns what is wrong with a token, in a sentence; null when Telegram takes it. */
export async function checkToken(api: Api): Promise<string | null> {
  try {
    await api.getMe();
    return null;
  } catch (error) {
    return isRefused(error)
      ? 'Telegram refuses this token; copy it from @BotFather again (/mybots → API Token).'
      : `Telegram can't be asked: ${reasonOf(networkError(error))}.`;
  }
}

/** The library wraps what the network said. */
const networkError = (error: unknown) => (error instanceof HttpError ? error.error : error);

/** 401 for a token that is not valid any more, 404 for a malformed one. */
const isRefused = (error: unknown) =>
  error instanceof GrammyError && [401, 404].includes(error.error_code);

async function checkBot(
  api: Api,
  name: string,
  config: Pick<Config, 'telegram' | 'http'>,
): Promise<Finding[]> {
  const subject = `bot ${name}`;
  try {
    const me = await api.getMe();
    return [
      ok(subject, `Telegram knows it as @${me.username}.`),
      await checkUpdates(api, name, config),
    ];
  } catch (error) {
    return [
      isRefused(error)
        ? problem(
            subject,
            'Telegram refuses its token.',
            'Copy the token from @BotFather again (/mybots → API Token) into BOT_TOKEN or BOTS.',
          )
        : problem(
            subject,
            `Telegram can't be asked: ${reasonOf(networkError(error))}.`,
            'Check the network and TELEGRAM_API_ROOT.',
          ),
    ];
  }
}

async function checkUpdates(
  api: Api,
  name: string,
  { telegram, http }: Pick<Config, 'telegram' | 'http'>,
): Promise<Finding> {
  const subject = `webhook ${name}`;
  const info = await api.getWebhookInfo();
  if (telegram.mode === 'off') {
    return warning(subject, 'BOT_MODE is off: the bot answers nobody.', 'Set webhook or polling.');
  }
  if (telegram.mode === 'polling') {
    if (!info.url) {
      return ok(subject, 'Updates are polled.');
    }
    const elsewhere = `Updates go to ${hostOf(info.url)}`;
    return http.publicUrl
      ? problem(
          subject,
          `${elsewhere}, so polling gets none.`,
          'Start the server once with the role bot, which removes the webhook.',
        )
      : problem(
          subject,
          `${elsewhere}, and PUBLIC_URL is empty: this server polls, and gets none.`,
          'Set PUBLIC_URL to keep the webhook; to poll, start the server once with the role bot, which removes it.',
        );
  }
  const wanted = webhookAddress(http.publicUrl ?? '', name);
  if (info.url !== wanted) {
    return problem(
      subject,
      info.url
        ? `Telegram sends updates to ${hostOf(info.url)}, not to PUBLIC_URL.`
        : 'Telegram has no webhook for it.',
      'Start the server with the role bot, or run `npm run setup`.',
    );
  }
  const missing = allowedUpdates.filter((kind) => !info.allowed_updates?.includes(kind));
  if (missing.length > 0) {
    return problem(
      subject,
      `Telegram does not send ${missing.join(', ')}.`,
      'Start the server with the role bot, or run `npm run setup`.',
    );
  }
  const errorAgeS = info.last_error_date ? Date.now() / 1000 - info.last_error_date : Infinity;
  if (errorAgeS < MAX_ERROR_AGE_S) {
    return problem(
      subject,
      `Telegram could not deliver ${countOf(Math.round(errorAgeS / 60), 'minute')} ago: ${info.last_error_message ?? 'no reason given'}.`,
      'Check that PUBLIC_URL is reached from outside with a valid certificate, and that the secret is the same in all processes.',
    );
  }
  return info.pending_update_count > MAX_PENDING_UPDATES
    ? warning(
        subject,
        `${info.pending_update_count} updates wait at Telegram.`,
        'Look at the log of the web processes.',
      )
    : ok(subject, 'Telegram delivers updates to this address.');
}

const hostOf = (address: string) => URL.parse(address)?.host ?? 'an address that is none';

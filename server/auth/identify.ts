import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import type { Caller } from './actor.ts';
import type { InitDataRefusal } from './initData.ts';

interface Credentials {
  app: AppContext;
  authorization: string | undefined;
  botName: string | undefined;
}

const expired: readonly InitDataRefusal[] = ['expired'];

/**
 * Authenticates the caller by `Authorization: tma <initData>` and the bot's name.
 * @throws DomainError INIT_DATA_MISSING, INIT_DATA_INVALID, INIT_DATA_EXPIRED, BOT_UNKNOWN
 */
export function identify({ app, authorization, botName }: Credentials): Caller {
  const bot = botName ? app.bots.find(botName) : app.bots.first;
  if (!bot) {
    throw new DomainError('BOT_UNKNOWN');
  }
  const given = authorization?.match(/^tma +(\S.*)$/is)?.[1];
  if (!given) {
    throw new DomainError('INIT_DATA_MISSING');
  }
  const result = app.validateInitData(given, bot.token, app.now());
  if (!result.ok) {
    throw new DomainError(
      expired.includes(result.reason) ? 'INIT_DATA_EXPIRED' : 'INIT_DATA_INVALID',
      {},
      { cause: result.reason },
    );
  }
  return { bot, initData: result.data };
}

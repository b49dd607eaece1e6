/**
 * Where YooKassa's page leads back to: into the Mini App, with a start parameter that opens the order.
 * `YOOKASSA_RETURN_URL` may be a t.me address (the bot of the order is put in), or a page that hands
 * the parameter on, as the app's own pages do outside Telegram.
 */
import { startParamOf } from '../../../../../shared/startParams.ts';
import type { AppContext } from '../../../../app/context.ts';
import { usernameOf } from '../../../../telegram/username.ts';
import type { OrderRow } from '../../statements.ts';

export async function returnUrlOf(
  app: AppContext,
  base: string,
  { id, bot_name: botName }: Pick<OrderRow, 'id' | 'bot_name'>,
): Promise<string> {
  const url = new URL(base);
  if (url.hostname === 't.me') {
    // `/bot/app` names an app of one bot; another bot has no such app.
    const username = await usernameOf(app, botName);
    const [, ofBot = ''] = url.pathname.split('/');
    if (ofBot.toLowerCase() !== username.toLowerCase()) {
      url.pathname = `/${username}`;
    }
  } else if (botName !== app.bots.first.name) {
    url.searchParams.set('bot', botName);
  }
  url.searchParams.set('startapp', startParamOf('payment', id));
  return url.href;
}

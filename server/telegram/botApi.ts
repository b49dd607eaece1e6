/**
 * Access to the Bot API. The library's errors carry the whole URL, which holds the bot's token, and the whole
 * payload, which may hold the webhook's secret or a signed link; both are removed here, where the errors
 * occur.
 */
import { Api, type Bot, GrammyError, HttpError, type Transformer } from 'grammy';

const TIMEOUT_S = 15;

const ADDRESS = /\bhttps?:\/\/\S+/g;

/** The network's error with its code, but without the host. */
function withoutAddress(error: unknown): Error {
  const {
    name = 'Error',
    message = '',
    code,
  } = (error ?? {}) as Partial<Error> & { code?: unknown };
  const clean = new Error(message.replace(ADDRESS, '[address]'));
  clean.name = name;
  return typeof code === 'string' ? Object.assign(clean, { code }) : clean;
}

/** Methods that are safe to repeat; a message would be sent twice. */
const REPEATABLE =
  /^(get|set|createInvoiceLink$|answerPreCheckoutQuery$|editUserStarSubscription$|refundStarPayment$)/;
const BROKEN_CONNECTION = new Set(['ECONNRESET', 'EPIPE']);

/** A keep-alive connection may have been closed by the other side while the request was on its way. */
const repeatOnce: Transformer = async (call, method, payload, signal) => {
  try {
    return await call(method, payload, signal);
  } catch (error) {
    const { code } = ((error as { error?: unknown }).error ?? error) as { code?: string };
    if (signal?.aborted || !REPEATABLE.test(method) || !BROKEN_CONNECTION.has(code ?? '')) {
      throw error;
    }
    return await call(method, payload, signal);
  }
};

/** @throws GrammyError (Telegram has refused; without the payload), HttpError (no answer). */
const safeErrors: Transformer = async (call, method, payload, signal) => {
  const answer = await call(method, payload, signal).catch((error: unknown) => {
    const source = error instanceof HttpError ? error.error : error;
    throw new HttpError(`Network request for '${method}' failed!`, withoutAddress(source));
  });
  if (!answer.ok) {
    throw new GrammyError(`Call to '${method}' failed!`, answer, method, {});
  }
  return answer;
};

/** The settings of every client: the root of the API and its timeout. */
export function clientOptions(apiRoot: string) {
  return { apiRoot, timeoutSeconds: TIMEOUT_S };
}

/** Keeps secrets out of the errors of a bot's calls. */
export function guardErrors<Client extends Api | Bot>(client: Client): Client {
  const api = client instanceof Api ? client : client.api;
  api.config.use(repeatOnce, safeErrors);
  return client;
}

export function createBotApi(token: string, apiRoot: string): Api {
  return guardErrors(new Api(token, clientOptions(apiRoot)));
}

/** A client of AI Coins: the operations of `/api/v1` that the quiz needs. */

export interface Player {
  telegramId: number;
  firstName: string;
  username?: string | undefined;
  languageCode?: string | undefined;
}

/** What this bot stores about a person. `version` is sent with the next save. */
export interface State<Session> {
  session: Session;
  version: number;
}

/** A refusal. `code` is for programs and never changes. */
export class CoinsError extends Error {
  override readonly name = 'CoinsError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, { code, detail }: { code: string; detail: string }) {
    super(`${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

const TIMEOUT_MS = 10_000;

export type Coins<Session> = ReturnType<typeof createCoins<Session>>;

export function createCoins<Session>({ url, key }: { url: string; key: string }) {
  /** @param once the Idempotency-Key: made from what happened, so that the same call again changes nothing. */
  async function call<Answer>(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    { body, once }: { body?: object; once?: string } = {},
  ): Promise<Answer> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(once && { 'idempotency-key': once }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new CoinsError(response.status, answer);
    }
    return answer;
  }
  const of = (telegramId: number) => `/users/${telegramId}`;

  return {
    /** Defines a badge of this bot; repeating it changes nothing. */
    defineBadge: (code: string, badge: object) => call('PUT', `/badges/${code}`, { body: badge }),

    /** The person, shared by all bots, and their session in this bot; both are created when missing. */
    meet: ({ telegramId, ...profile }: Player) =>
      call<State<Session> & { user: { language: 'ru' | 'en' } }>('PUT', of(telegramId), {
        body: profile,
      }),

    /** @returns null when somebody else has saved the session since this version was read. */
    save: (telegramId: number, state: State<Session>) =>
      call<State<Session>>('PUT', `${of(telegramId)}/session`, { body: state }).catch((error) => {
        if (error instanceof CoinsError && error.code === 'CONFLICT') {
          return null;
        }
        throw error;
      }),

    /** Grants a new person free trainings; a second call grants nothing. */
    welcome: (telegramId: number, count: number) =>
      call('POST', `${of(telegramId)}/free-trainings`, {
        body: { count, source: 'WELCOME' },
        once: `welcome-${telegramId}`,
      }),

    /** Pays for one quiz: by free access, plan, free training or credit. @throws CoinsError 402 */
    spendAccess: (telegramId: number, quiz: string) =>
      call('POST', `${of(telegramId)}/access/use`, { body: {}, once: `use-${quiz}` }),

    recordTraining: (telegramId: number, quiz: string, training: object) =>
      call('POST', `${of(telegramId)}/trainings`, {
        body: { reference: quiz, ...training },
        once: `training-${quiz}`,
      }),

    addXp: (telegramId: number, quiz: string, amount: number) =>
      call<{ leveledUp: boolean; newLevel: number }>('POST', `${of(telegramId)}/xp`, {
        body: { amount },
        once: `xp-${quiz}`,
      }),

    awardBadge: (telegramId: number, quiz: string, badge: string) =>
      call<{ awarded: boolean }>('POST', `${of(telegramId)}/badges`, {
        body: { badge },
        once: `badge-${quiz}`,
      }),
  };
}

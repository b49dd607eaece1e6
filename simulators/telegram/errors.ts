import type { ResponseParameters } from 'grammy/types';

/** A refusal in the Bot API's shape: `{ ok: false, error_code, description, parameters? }`. */
export class BotApiError extends Error {
  override name = 'BotApiError';
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400 with Telegram's prefix. */
export function badRequest(description: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${description}`);
}

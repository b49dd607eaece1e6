import type { ErrorCode, ErrorDetails } from '../../shared/errors.ts';
import type { Format } from './format.ts';

/** The server's codes and those that only the app can notice. */
export type AppErrorCode = ErrorCode | 'OFFLINE' | 'TIMEOUT' | 'FILE_UNREADABLE';

/** The server's details as words; null = not sent. */
export interface ErrorFacts {
  /** `15 coins` */
  missing: string | null;
  /** `4 coins` */
  balance: string | null;
  /** `30 s` */
  wait: string | null;
  /** `31 October` */
  date: string | null;
  /** `10` */
  min: string | null;
  max: string | null;
}

/** What happened, whether coins or money were taken, and what to do now. */
export type ErrorSentences = Record<AppErrorCode, (facts: ErrorFacts) => string>;

export function errorFacts(details: ErrorDetails, format: Format): ErrorFacts {
  const amount = (value: number | undefined, words: (hundredths: number) => string) =>
    value === undefined ? null : words(value);
  return {
    missing: amount(details.missing, (value) => format.coinsInWords(value, 'genitive')),
    balance: amount(details.balance, format.coinsInWords),
    min: amount(details.min, format.coins),
    max: amount(details.max, format.coins),
    wait: details.retryAfterSeconds ? format.duration(details.retryAfterSeconds) : null,
    date: details.at ? format.date(details.at) : null,
  };
}

import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../app/config.ts';
import { databaseFailure, isUnavailable } from '../db/failures.ts';
import { createFloodGate } from './logFlood.ts';
import type { Redactor } from './redactor.ts';

export type { Logger } from 'pino';

/** The failure of the database that affects every caller; null for any other error. */
function outageOf(error: unknown): string | null {
  if (isUnavailable(error)) {
    return databaseFailure(error).code ?? (error as Error).message;
  }
  return error instanceof Error && error.cause !== undefined ? outageOf(error.cause) : null;
}

/**
 * JSON lines on stdout. Every line passes through the redactor as it is written, so that no secret gets out
 * whatever was logged; fields that hold only secrets are removed by name.
 */
export function createLog(
  config: Pick<Config, 'logLevel'>,
  redactor: Redactor,
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: null,
    redact: {
      paths: [
        'authorization',
        'headers.authorization',
        '*.authorization',
        'token',
        '*.token',
        'initData',
        '*.initData',
        'secretKey',
        '*.secretKey',
      ],
      censor: '[removed]',
    },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod: createFloodGate(outageOf),
      streamWrite: (line) => redactor.text(line),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

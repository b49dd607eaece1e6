import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/** JSON lines on stdout. What could hold a secret is taken out by name. */
export function createLog(config: Config): Logger {
  return pino({
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
  });
}

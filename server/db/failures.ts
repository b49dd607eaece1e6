/** What a failure of the database means for its caller. */
import { ConnectionAcquireTimeoutError, ConnectionError } from 'sequelize';

/**
 * SQLSTATEs with which PostgreSQL says that it can read but not write. They affect every request alike and
 * last until an operator has made room.
 */
const cannotWriteCodes = new Set([
  // read_only_sql_transaction: a standby, or a server that was switched over.
  '25006',
  // insufficient_resources, disk_full, out_of_memory, configuration_limit_exceeded.
  '53000',
  '53100',
  '53200',
  '53400',
  // io_error.
  '58030',
]);

/** SQLSTATEs and socket errors of a server that is unreachable or overloaded. */
const unavailableCodes = new Set([
  ...cannotWriteCodes,
  // Lost too many races in a row.
  '40001',
  '40P01',
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** connection_exception and its subclasses. */
const connectionClass = /^08/;

/** What pg says, without any code, when a connection breaks or does not answer. */
const brokenConnection =
  /^Query read timeout$|^Connection terminated|^Client has encountered a connection error|^Client was closed|^timeout expired|^timeout exceeded when trying to connect/;

/** SQLSTATE and constraint of a failure, whether pg or Sequelize reported it. */
export function databaseFailure(error: unknown): { code?: string; constraint?: string } {
  if (!(error instanceof Error)) {
    return {};
  }
  const source = 'original' in error && error.original instanceof Error ? error.original : error;
  const { code, constraint } = source as { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}

/** The database reads but does not write: its disk or memory is full, or it is read-only. */
export function isUnwritable(error: unknown): boolean {
  return cannotWriteCodes.has(databaseFailure(error).code ?? '');
}

/** The database can't be reached, is full or overloaded: worth another try, and no fault of the request. */
export function isUnavailable(error: unknown): boolean {
  const { code = '' } = databaseFailure(error);
  return (
    error instanceof ConnectionError ||
    error instanceof ConnectionAcquireTimeoutError ||
    unavailableCodes.has(code) ||
    connectionClass.test(code) ||
    (error instanceof Error && brokenConnection.test(error.message))
  );
}

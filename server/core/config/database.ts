import type { Environment } from './environment.ts';

/**
 * Where PostgreSQL is.
 * @param mustBeSet whether the embedded server is not allowed.
 */
export function readDatabase(env: Environment, mustBeSet: boolean, problems: string[]) {
  const { DATABASE_URL: url = null, DATABASE_DIRECT_URL: directUrl = null } = env;
  if (url === null && directUrl !== null) {
    problems.push('DATABASE_URL: is missing, because DATABASE_DIRECT_URL is set');
  } else if (url === null && mustBeSet) {
    problems.push('DATABASE_URL: is missing; the embedded database is for development and tests');
  }
  return {
    url,
    /**
     * The direct address of the server when `url` leads through a transaction pooler; null without a pooler.
     */
    directUrl: directUrl === url ? null : directUrl,
    poolSize: env.DATABASE_POOL,
  };
}
